import { type StatusIntent, statusPhases } from "../domain/commit-status.ts";

/** The order of intents: attempts first, phases within an attempt. */
export type Sequence = Pick<StatusIntent, "attempt" | "phase">;

/** Negative when `left` comes before `right`, 0 when they are the same. */
export function compareSequence(left: Sequence, right: Sequence): number {
  return left.attempt - right.attempt || order(left) - order(right);
}

function order({ phase }: Sequence): number {
  return statusPhases.indexOf(phase);
}
