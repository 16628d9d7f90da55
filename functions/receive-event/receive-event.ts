import { executionName } from "../../shared/domain/execution-name.ts";
import { parseServiceArn, type RolloutRef } from "../../shared/domain/rollout.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { SignalLog, Signals, TaskRegister, Validations } from "../../shared/ports/validations.ts";
import type { Workflow } from "../../shared/ports/workflow.ts";
import type { DeploymentEvent, EcsEvent, TaskEvent } from "../../shared/schema/events.ts";
import { signalOf } from "./deployment-signal.ts";
import { rolloutOfTask, taskOfEvent } from "./task-event.ts";

export interface ReceiveEventPorts {
  readonly register: TaskRegister;
  readonly signals: Signals;
  readonly signalLog: SignalLog;
  readonly validations: Validations;
  readonly workflow: Workflow;
  readonly clock: Pick<Clock, "now">;
  /** The account whose rollouts are validated. */
  readonly account: string;
}

export interface ReceivedEvent {
  readonly outcome: "started" | "signalled" | "recorded" | "known";
  readonly rollout: RolloutRef;
}

const deploymentEventNames = new Set([
  "SERVICE_DEPLOYMENT_IN_PROGRESS",
  "SERVICE_DEPLOYMENT_COMPLETED",
  "SERVICE_DEPLOYMENT_FAILED",
]);

/** Starts one validation per rollout, wakes the one that waits, and keeps tasks. Events may come often, late and in any order. */
export function receiveEvent(ports: ReceiveEventPorts) {
  return async (event: EcsEvent): Promise<ReceivedEvent> => {
    switch (event["detail-type"]) {
      case "ECS Deployment State Change":
        return receiveDeployment(ports, event);
      case "ECS Task State Change":
        return receiveTask(ports, event);
      default:
        return event satisfies never;
    }
  };
}

/** Any of the three events starts the validation, as any of them may be the first to arrive or the only one. */
async function receiveDeployment(ports: ReceiveEventPorts, event: DeploymentEvent): Promise<ReceivedEvent> {
  const { id, account, region, resources, detail } = event;
  const receivedAt = ports.clock.now();
  const rollout = { serviceArn: resources[0] ?? "", deploymentId: detail.deploymentId };
  refuseForeign(ports.account, { id, account, region, rollout });
  if (!deploymentEventNames.has(detail.eventName)) {
    throw new ValidatorError(
      "InvalidInput",
      `Event ${id} of ${rollout.serviceArn} has the unknown name ${detail.eventName.slice(0, 100)}.`,
    );
  }
  const started = await ports.workflow.start(executionName(rollout), { rollout });
  // Always, as a start that meets the open execution succeeds like the first one.
  await signal(ports, rollout);
  // A rollback comes under the id of an older rollout, and a newer rollout supersedes the current one: either way the current validation must look.
  const current = await ports.validations.current(rollout.serviceArn);
  if (current !== undefined && current.rollout.deploymentId !== rollout.deploymentId)
    await signal(ports, current.rollout);
  // Last: what fails here has woken everybody, and the event comes again, or from the dead letters, until it is kept.
  await ports.signalLog.keep(rollout, signalOf(event, receivedAt));
  return { outcome: started ? "started" : "signalled", rollout };
}

async function receiveTask(ports: ReceiveEventPorts, event: TaskEvent): Promise<ReceivedEvent> {
  const { id, account, region, detail } = event;
  const rollout = rolloutOfTask(event);
  refuseForeign(ports.account, { id, account, region, rollout });
  const isNew = await ports.register.save(rollout, taskOfEvent(detail));
  if (!isNew) return { outcome: "known", rollout };
  if (detail.lastStatus !== "RUNNING" && detail.desiredStatus !== "STOPPED") return { outcome: "recorded", rollout };
  await signal(ports, rollout);
  return { outcome: "signalled", rollout };
}

/** Raises the counter before it looks for a token: the waiter stores its token before it reads the counter. */
async function signal({ signals, workflow }: ReceiveEventPorts, rollout: RolloutRef): Promise<void> {
  const { count, token } = await signals.raise(rollout);
  if (token !== undefined) await workflow.wake(token, { count });
}

interface Origin {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly rollout: RolloutRef;
}

function refuseForeign(own: string, { id, account, region, rollout }: Origin): void {
  const name = parseServiceArn(rollout.serviceArn);
  if (name === undefined)
    throw new ValidatorError("InvalidInput", `Event ${id} names no service: ${rollout.serviceArn.slice(0, 200)}`);
  if (!/^ecs-svc\/\d{1,32}$/.test(rollout.deploymentId)) {
    throw new ValidatorError("InvalidInput", `Event ${id} names no deployment: ${rollout.deploymentId.slice(0, 100)}`);
  }
  if (name.account !== own || account !== own || name.region !== region) {
    throw new ValidatorError(
      "InvalidInput",
      `Event ${id} is about ${rollout.serviceArn} in account ${account} and ${region}, not about this account.`,
    );
  }
}
