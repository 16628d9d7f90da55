import type { Instant } from "../../shared/domain/time.ts";
import { type ClusterState, service, type Transition, withService } from "./cluster-state.ts";

/** ECS writes a message for people into the service's list; no event tells it. The service's name stands in front, as ECS puts it. */
export function sayOfService(
  state: ClusterState,
  { name, id, text }: { readonly name: string; readonly id: string; readonly text: string },
  at: Instant,
): Transition {
  const owner = service(state, name);
  const message = { id, at, text: `(service ${name}) ${text}` };
  return { state: withService(state, { ...owner, messages: [message, ...owner.messages].slice(0, 100) }), events: [] };
}
