/** Every Task state of the workflow and the function that serves it; a test compares this list with the definition. */
export const tasks = {
  OpenValidation: "open-validation",
  ReportStatusRunning: "report-status",
  AnnounceStart: "announce",
  CheckTaskHealth: "check-task-health",
  CheckLogSignatures: "check-log-signatures",
  CheckOperations: "check-operations",
  RecordEvidence: "record-evidence",
  AwaitSignal: "await-signal",
  Conclude: "conclude",
  ConcludeAfterError: "conclude",
  AnnounceVerdict: "announce",
  ReportStatusVerdict: "report-status",
  TakeReadings: "take-readings",
} as const;

export type TaskState = keyof typeof tasks;
/** The functions that no Task state calls: EventBridge does. */
export const calledByEvents = ["receive-event", "reconcile"] as const;
/** The functions that other workflows and pipelines call. */
export const calledByOthers = ["ask-gate"] as const;
/** The functions that a stage may leave out. */
export const deployedOnRequest = ["show-evidence"] as const;
export type FunctionFolder =
  | (typeof tasks)[TaskState]
  | (typeof calledByEvents)[number]
  | (typeof calledByOthers)[number];
/** Every folder that is bundled. */
export type BundledFolder = FunctionFolder | (typeof deployedOnRequest)[number];
