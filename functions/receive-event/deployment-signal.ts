import type { DeploymentSignal } from "../../shared/domain/deployment-signal.ts";
import { keptReason } from "../../shared/domain/kept-reason.ts";
import { type Instant, instant } from "../../shared/domain/time.ts";
import type { DeploymentEvent } from "../../shared/schema/events.ts";

/** The event as the evidence keeps it. `updatedAt` is nearer to what happened than the envelope's `time`; without either it counts from its receipt. */
export function signalOf({ id, time, detail }: DeploymentEvent, receivedAt: Instant): DeploymentSignal {
  const { eventName, updatedAt, reason } = detail;
  const told = [updatedAt, time].map((text) => Date.parse(text ?? "")).find((at) => !Number.isNaN(at));
  return {
    id: id.slice(0, 100),
    name: eventName,
    at: told === undefined ? receivedAt : instant(told),
    receivedAt,
    ...(reason !== undefined && { reason: keptReason(reason) }),
  };
}
