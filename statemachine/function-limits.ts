import type { BundledFolder } from "./tasks.ts";

interface FunctionLimits {
  /** After which Lambda ends a call; a Task state waits longer, so that the workflow sees which function was slow. */
  readonly seconds: number;
  /** Lambda gives processor time in proportion to memory. */
  readonly megabytes: number;
}

const usual: FunctionLimits = { seconds: 60, megabytes: 256 };

/** What each function may use, in the stack and in a simulation. */
export const functionLimits: Readonly<Record<BundledFolder, FunctionLimits>> = {
  "receive-event": usual,
  "open-validation": usual,
  "check-task-health": usual,
  // Matching thousands of lines is work.
  "check-log-signatures": { seconds: 90, megabytes: 1024 },
  "check-operations": usual,
  "record-evidence": usual,
  "await-signal": { ...usual, seconds: 30 },
  conclude: usual,
  "take-readings": usual,
  announce: { ...usual, seconds: 20 },
  "report-status": { ...usual, seconds: 90 },
  // 45 s of work, one announcement (20 s) and one status more (80 s), and a walk through 100 services (10 s, 30 s when all were deployed lately).
  reconcile: { ...usual, seconds: 180 },
  "ask-gate": usual,
  // 4 s at most for each value of the key, 10 s for the Regions, all at once, and the rest to draw the page; a whole processor, as a release of 500 rollouts is read and drawn too.
  "show-evidence": { seconds: 30, megabytes: 1769 },
};
