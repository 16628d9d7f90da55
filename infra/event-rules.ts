import { Duration } from "aws-cdk-lib";
import { type EventPattern, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { IStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { DeadLetterName } from "../shared/schema/dead-letters.ts";
import { eventPatterns, executionEndPattern } from "../shared/schema/event-patterns.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

export interface EventRulesProps {
  readonly receiver: IFunction;
  readonly reconciler: IFunction;
  readonly stateMachine: IStateMachine;
}

type Undelivered = Exclude<DeadLetterName, "failed-events">;

/** One rule for each event pattern, each with a queue for events that Lambda never accepted. */
export class EventRules extends Construct {
  readonly undelivered: Readonly<Record<Undelivered, IQueue>>;

  constructor(scope: Construct, id: string, { receiver, reconciler, stateMachine }: EventRulesProps) {
    super(scope, id);
    const ends = executionEndPattern(stateMachine.stateMachineArn);
    this.undelivered = {
      "undelivered-deployments": this.route("Deployments", eventPatterns.deployments, receiver),
      "undelivered-tasks": this.route("Tasks", eventPatterns.tasks, receiver),
      "undelivered-execution-ends": this.route("ExecutionEnds", ends, reconciler),
    };
  }

  private route(name: keyof typeof queueNames, pattern: Pattern, target: IFunction): IQueue {
    const { queue } = new DeadLetterQueue(this, `Undelivered${name}`, queueNames[name]);
    new Rule(this, name, {
      eventPattern: patternOf(pattern),
      targets: [
        new LambdaFunction(target, {
          deadLetterQueue: queue,
          // A validation lives six hours at most (TimeoutSeconds of the workflow): an older event has nobody to tell.
          maxEventAge: Duration.hours(6),
          // EventBridge's own limit; it spreads them by back-off with jitter.
          retryAttempts: 185,
        }),
      ],
    });
    return queue;
  }
}

const queueNames = {
  Deployments: "undelivered-deployments",
  Tasks: "undelivered-tasks",
  ExecutionEnds: "undelivered-execution-ends",
} as const satisfies Record<string, Undelivered>;

interface Pattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
}

function patternOf({ source, "detail-type": detailType, detail }: Pattern): EventPattern {
  return { source: [...source], detailType: [...detailType], ...(detail && { detail }) };
}
