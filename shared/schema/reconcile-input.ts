import * as z from "zod/mini";

/** The `source` that the schedule puts into its calls. */
export const scheduleSource = "ecs-rollout-validator.schedule";

/** One call of the schedule; `time` is when it was due. */
const ReconcileTick = z.object({ source: z.literal(scheduleSource), time: z.string() });

/** "Step Functions Execution Status Change" of an execution that ended without success. Its input is missing when it is large. */
export const ExecutionEnd = z.object({
  source: z.literal("aws.states"),
  detail: z.object({
    executionArn: z.string(),
    status: z.enum(["FAILED", "TIMED_OUT", "ABORTED"]),
    input: z.optional(z.nullable(z.string())),
  }),
});
export type ExecutionEnd = z.infer<typeof ExecutionEnd>;

export const ReconcileInput = z.discriminatedUnion("source", [ReconcileTick, ExecutionEnd]);
export type ReconcileInput = z.infer<typeof ReconcileInput>;

/** The input with which receive-event and reconcile start an execution. */
export const ExecutionInput = z.object({
  rollout: z.object({ serviceArn: z.string(), deploymentId: z.string() }),
});
