import { humanDuration, type Instant, secondsBetween } from "./time.ts";

/** An event by which ECS told of a rollout, as it came. It wakes the validation; what is judged is what ECS says when it is asked. */
export interface DeploymentSignal {
  /** The event's own id: the same however often it is delivered. */
  readonly id: string;
  /** `SERVICE_DEPLOYMENT_IN_PROGRESS`, `SERVICE_DEPLOYMENT_COMPLETED` or `SERVICE_DEPLOYMENT_FAILED`. */
  readonly name: string;
  /** When it happened by ECS's word, to the second. */
  readonly at: Instant;
  /** When the validator took it in: hours later when it was replayed. */
  readonly receivedAt: Instant;
  /** ECS's words, redacted and printable. */
  readonly reason?: string;
}

/** An event comes within seconds; one that took longer than this was tried again or replayed. */
const lateSeconds = 60;

/** For the reader: `event SERVICE_DEPLOYMENT_FAILED (received 2h03m later): tasks failed to start.` */
export function signalText({ name, at, receivedAt, reason }: DeploymentSignal): string {
  const seconds = secondsBetween(at, receivedAt);
  const late = seconds > lateSeconds ? ` (received ${humanDuration(seconds)} later)` : "";
  return `event ${name}${late}${reason ? `: ${reason}` : ""}`;
}
