import { eventPatterns, executionEndPattern } from "../../shared/schema/event-patterns.ts";
import type { Ids } from "../ecs/ids.ts";
import { envelope } from "../events/envelope.ts";
import { createEventBus, type EventBus } from "../events/event-bus.ts";
import { eventsServer } from "../events/server.ts";
import { type AsyncFailure, asyncInvocation } from "../lambda/async-invocation.ts";
import type { Lambda } from "../lambda/lambda.ts";
import type { Happening } from "../scenario/change.ts";
import type { Scenario } from "../scenario/schema/scenario.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { seededRandom } from "../server/seeded-random.ts";
import type { Execution } from "../sfn/executions.ts";
import { sfnServer } from "../sfn/server.ts";
import { createStepFunctions, type StepFunctions } from "../sfn/step-functions.ts";
import { workflow } from "../sfn/workflow.ts";
import { lambdaEnvironment, machineName } from "./names.ts";

export interface ValidatorOptions {
  readonly scenario: Scenario;
  readonly lambda: Lambda;
  readonly ids: Ids;
  readonly tell: (happening: Happening) => void;
}

/** The deployed validator: its rules, its queue, its state machine. */
export interface Validator {
  readonly bus: EventBus;
  readonly machine: StepFunctions;
  readonly servers: Readonly<Record<"states" | "events", EmbeddedServer>>;
  /** Calls that receive-event and reconcile failed to handle, however often. */
  readonly failures: () => readonly AsyncFailure[];
  /** Calls reconcile as its schedule does. */
  readonly tick: (payload: unknown) => Promise<void>;
  /** Nothing is under way: no delivery, no invocation of an event, no execution. */
  isIdle(): boolean;
}

export function openValidator({ scenario, lambda, ids, tell }: ValidatorOptions): Validator {
  const { region, account } = scenario.service;
  const receiver = asyncInvocation(lambda, "receive-event");
  const reconciler = asyncInvocation(lambda, "reconcile");
  const { delay, copies, shuffle, lost } = scenario.events;
  const endings = executionEndPattern(lambdaEnvironment({ region, account }).stateMachineArn);
  const bus = createEventBus({
    rules: [
      ...Object.entries(eventPatterns).map(([name, pattern]) => ({ name, pattern, target: receiver.accept })),
      { name: "executionEnds", pattern: endings, target: reconciler.accept },
    ],
    delivery: {
      delaySeconds: delay,
      copies,
      shuffleSeconds: shuffle,
      ...(lost === undefined ? {} : { lost: lostOf(lost) }),
    },
    random: seededRandom(1),
  });
  const onStatus = (execution: Execution): void => {
    tell({ what: "execution", name: execution.name, status: execution.status });
    bus.put(envelope(ids.event(), { region, account }, statusChange(machine.stateMachineArn, execution)));
  };
  const machine = createStepFunctions({
    region,
    account,
    machineName,
    workflow: workflow({ region, account }),
    lambda,
    onStatus,
  });
  return {
    bus,
    machine,
    servers: { states: sfnServer(machine), events: eventsServer(bus, { account, newId: ids.event }) },
    failures: () => [...receiver.failures, ...reconciler.failures],
    tick: reconciler.accept,
    isIdle: () =>
      bus.pending() === 0 &&
      receiver.pending() === 0 &&
      reconciler.pending() === 0 &&
      machine.executions.every(({ status }) => status !== "RUNNING"),
  };
}

function lostOf(lost: NonNullable<Scenario["events"]["lost"]>) {
  if (lost === "all" || "share" in lost) return lost;
  return lost.map(({ detailType, eventName, lastStatus }) => ({
    ...(detailType === undefined ? {} : { detailType }),
    ...(eventName === undefined ? {} : { eventName }),
    ...(lastStatus === undefined ? {} : { lastStatus }),
  }));
}

/** What Step Functions tells EventBridge of a Standard execution. */
function statusChange(stateMachineArn: string, { arn, name, status, startDate, stopDate, input, output }: Execution) {
  return {
    source: "aws.states",
    detailType: "Step Functions Execution Status Change",
    at: (stopDate ?? startDate).toISOString(),
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn,
      name,
      status,
      startDate: startDate.getTime(),
      stopDate: stopDate?.getTime() ?? null,
      input,
      output: output ?? null,
    },
  };
}
