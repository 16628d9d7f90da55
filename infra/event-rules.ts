import { Duration } from "aws-cdk-lib";
import { type EventPattern, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { eventPatterns } from "../shared/schema/event-patterns.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

/** One rule for each event pattern, each with a queue for events that Lambda never accepted. */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, receiver: IFunction) {
    super(scope, id);
    for (const [name, pattern] of Object.entries(eventPatterns)) {
      const pascalName = name.replace(/^[a-z]/, (letter) => letter.toUpperCase());
      const undelivered = new DeadLetterQueue(this, `Undelivered${pascalName}`);
      new Rule(this, pascalName, {
        eventPattern: patternOf(pattern),
        targets: [
          new LambdaFunction(receiver, {
            deadLetterQueue: undelivered.queue,
            // A validation lives six hours at most (TimeoutSeconds of the workflow): an older event has nobody to tell.
            maxEventAge: Duration.hours(6),
            // EventBridge's own limit; it spreads them by back-off with jitter.
            retryAttempts: 185,
          }),
        ],
      });
    }
  }
}

function patternOf({
  source,
  "detail-type": detailType,
  ...rest
}: (typeof eventPatterns)[keyof typeof eventPatterns]): EventPattern {
  return { source: [...source], detailType: [...detailType], ...rest };
}
