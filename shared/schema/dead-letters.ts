/** The dead-letter queues of a stack, and the function that each one's messages are meant for. */
export const deadLetterReceivers = {
  /** Events that receive-event failed to handle three times. */
  "failed-events": "receive-event",
  /** Events that Lambda never accepted, by rule. */
  "undelivered-deployments": "receive-event",
  "undelivered-tasks": "receive-event",
  "undelivered-execution-ends": "reconcile",
} as const;
export type DeadLetterName = keyof typeof deadLetterReceivers;

/** Whatever a receiver outside of AWS did not take lies in `untold-<receiver>`. */
export function deadLetterQueueName(stack: string, name: DeadLetterName | `untold-${string}`): string {
  return `${stack}-${name}`;
}

/** Every function of a stack is named after its folder. */
export function deployedFunctionName(stack: string, folder: string): string {
  return `${stack}-${folder}`;
}
