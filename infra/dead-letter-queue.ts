import { Duration, Stack, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type DeadLetterName, deadLetterQueueName } from "../shared/schema/dead-letters.ts";

/** Keeps what could not be handled for 14 days, the longest that SQS keeps anything. `rollout-validator redrive` sends it again. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, name: DeadLetterName | `untold-${string}`) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName: deadLetterQueueName(Stack.of(this).stackName, name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "This is a dead-letter queue, of a rule or of a function; the check knows only those of other queues.",
    });
  }
}
