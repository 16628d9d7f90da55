import type * as z from "zod/mini";
import { serviceActionEvent } from "../ecs/deployment-events.ts";
import { lastSegment } from "../ecs/place.ts";
import { sayOfService } from "../ecs/service-message.ts";
import { envelope } from "../events/envelope.ts";
import type { ActionEntry, EventEntry, MessageEntry } from "./schema/timeline.ts";
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

/** A message of the service about its newest rollout, e.g. that ECS finds no place for a task. */
export function playMessage(
  { cluster, scenario, deploys, ids }: Stage,
  { message }: z.infer<typeof MessageEntry>,
): void {
  const task = deploys.at(-1)?.tasks.at(-1);
  const text = message.replaceAll("{task}", task === undefined ? "none" : lastSegment(task));
  cluster.apply((state, at) => sayOfService(state, { name: scenario.service.name, id: ids.event(), text }, at));
}

/** Any event, for instance one of another account, or one that is no ECS event at all. */
export function playEvent({ cluster, time, ids, putEvent }: Stage, { event }: z.infer<typeof EventEntry>): void {
  const { region, account } = cluster.state().place;
  const { source, resources, detail } = event;
  const content = { source, detailType: event["detail-type"], at: time.clock.now(), resources, detail };
  putEvent(envelope(ids.event(), { region, account: event.account ?? account }, content));
}
