import type * as z from "zod/mini";
import { serviceActionEvent } from "../ecs/deployment-events.ts";
import { envelope } from "../events/envelope.ts";
import type { ActionEntry, EventEntry } from "./schema/timeline.ts";
import type { Stage } from "./stage.ts";

/** A service action of the service, which says nothing about any rollout. */
export function playAction(
  { cluster, scenario, time, ids, putEvent }: Stage,
  { action, reason }: z.infer<typeof ActionEntry>,
): void {
  const { place } = cluster.state();
  const content = serviceActionEvent(place, scenario.service.name, {
    name: action,
    at: time.clock.now(),
    ...(reason === undefined ? {} : { reason }),
  });
  putEvent(envelope(ids.event(), place, { source: "aws.ecs", ...content }));
}

/** Any event, for instance one of another account, or one that is no ECS event at all. */
export function playEvent({ cluster, time, ids, putEvent }: Stage, { event }: z.infer<typeof EventEntry>): void {
  const { region, account } = cluster.state().place;
  const { source, resources, detail } = event;
  const content = { source, detailType: event["detail-type"], at: time.clock.now(), resources, detail };
  putEvent(envelope(ids.event(), { region, account: event.account ?? account }, content));
}
