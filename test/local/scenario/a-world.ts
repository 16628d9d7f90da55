import type { EventEnvelope } from "../../../local/events/envelope.ts";
import type { Change } from "../../../local/scenario/change.ts";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import { openWorld } from "../../../local/world/open-world.ts";

/** Plays a timeline in a world whose only function keeps the events it receives; `look` sees the world at the end. */
export async function played(timeline: string, more = "") {
  const received: EventEnvelope[] = [];
  const changes: Change[] = [];
  const read = parseScenario(`title: t\nexpect: {}\n${more}\ntimeline:\n${timeline}`, {
    readFile: () => "first {n}\nsecond {n}\n",
  });
  const world = await openWorld(read, {
    handlers: () => ({
      "receive-event": { timeoutSeconds: 3, handler: (event) => void received.push(event as EventEnvelope) },
    }),
    onChange: (change) => changes.push(change),
  });
  try {
    await world.play();
    return {
      received,
      changes,
      service: world.stage.cluster.state().services["bf-manage-core"],
      state: world.stage.cluster.state(),
      deploys: world.stage.deploys,
    };
  } finally {
    world.close();
  }
}
