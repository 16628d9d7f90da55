import { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../local/server/faults.ts";
import { sfnServer } from "../../../local/sfn/server.ts";
import { stepFunctions, wakeUp } from "../../../shared/aws/workflow.ts";
import { aKey } from "../../builders/a-record.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aStateMachine } from "../../local/sfn/stand-ins.ts";

const { rollout } = aKey();

function aWorkflow(faults: readonly FaultRule[] = []) {
  const { machine } = aStateMachine();
  const client = new SFNClient(embeddedClient({ states: sfnServer(machine) }, faults));
  return { machine, client, workflow: stepFunctions(client, machine.stateMachineArn) };
}

describe("starting a validation", () => {
  it("starts one execution per name, and says when it was there already", async () => {
    const { machine, workflow } = aWorkflow();

    expect(await workflow.start("shop-1", { rollout })).toBe(true);
    expect(machine.executions).toMatchObject([{ name: "shop-1", input: JSON.stringify({ rollout }) }]);
    expect(await workflow.start("shop-1", { rollout: { ...rollout, deploymentId: "ecs-svc/2" } })).toBe(false);
    expect(machine.executions).toHaveLength(1);
  });

  it("gives the same text for the same rollout, whatever else the event brought", async () => {
    const { machine, workflow } = aWorkflow();
    const { serviceArn, deploymentId } = rollout;
    await workflow.start("shop-1", { rollout: { ...{ id: "event 7" }, deploymentId, serviceArn } });

    expect(machine.executions[0]?.input).toBe(JSON.stringify({ rollout: { serviceArn, deploymentId } }));
  });

  it.each([
    { fault: "throttled", name: "DependencyThrottled" },
    { fault: "denied", name: "AccessDenied" },
    { fault: "reset", name: "DependencyUnavailable" },
  ] as const)("is tried again after $fault, as it is $name", async ({ fault, name }) => {
    const { workflow } = aWorkflow([{ service: "states", fault, times: { first: 1 } }]);

    await expect(workflow.start("shop-1", { rollout })).rejects.toMatchObject({ name });
    expect(await workflow.start("shop-1", { rollout })).toBe(true);
  });
});

describe("waking a validation", () => {
  it("ends its wait, once", async () => {
    const { client, machine } = aWorkflow();
    const token = machine.tokens.issue();
    const waited = machine.tokens.wait(token, 60);

    expect(await wakeUp(client).wake(token, { count: 7 })).toBe(true);
    expect(await waited).toEqual({ count: 7 });
    expect(await wakeUp(client).wake(token, { count: 8 })).toBe(false);
  });

  it("that never waited or waits no more is no error", async () => {
    const { client, machine } = aWorkflow();

    expect(await wakeUp(client).wake(machine.tokens.issue(), { count: 1 })).toBe(false);
    expect(await wakeUp(client).wake("nobody's token", { count: 1 })).toBe(false);
  });

  it("that cannot be reached is one", async () => {
    const { client } = aWorkflow([{ service: "states", fault: "unavailable" }]);

    await expect(wakeUp(client).wake("token", { count: 1 })).rejects.toMatchObject({ name: "DependencyUnavailable" });
  });
});
