/** Every Task state of the workflow and the function that serves it; a test compares this list with the definition. */
export const tasks = {
  OpenValidation: "open-validation",
  ReportStatusRunning: "report-status",
  CheckTaskHealth: "check-task-health",
  CheckLogSignatures: "check-log-signatures",
  CheckOperations: "check-operations",
  RecordEvidence: "record-evidence",
  AwaitSignal: "await-signal",
  Conclude: "conclude",
  ConcludeAfterError: "conclude",
  ReportStatusVerdict: "report-status",
} as const;

export type TaskState = keyof typeof tasks;
export type FunctionFolder = (typeof tasks)[TaskState] | "receive-event";
