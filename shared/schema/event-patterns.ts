/** The exact EventBridge patterns of the rules, read by CDK and by the embedded EventBridge. A wrong pattern silently matches nothing. */
export const eventPatterns = {
  /** Every rollout of every service: three event names are known, and names yet to come are counted as unknown. */
  deployments: { source: ["aws.ecs"], "detail-type": ["ECS Deployment State Change"] },
  /** Tasks that a service's rollout started; RunTask tasks and other controllers' tasks are started by somebody else. */
  tasks: {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: { startedBy: [{ prefix: "ecs-svc/" }] },
  },
} as const;

/** Executions of the workflow that end without success: nobody but reconcile can end their validations. */
export function executionEndPattern(stateMachineArn: string) {
  return {
    source: ["aws.states"],
    "detail-type": ["Step Functions Execution Status Change"],
    detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: [stateMachineArn] },
  };
}
