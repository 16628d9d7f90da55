import { describe, expect, it } from "vitest";
import { hasSucceeded, startUnlessKnown } from "../../../functions/reconcile/start-unless-known.ts";
import { executionName } from "../../../shared/domain/execution-name.ts";
import { aKey } from "../../builders/a-record.ts";
import { deploymentId, serviceArn } from "../../builders/a-rollout.ts";
import { aWorkflow } from "../../builders/function-bench.ts";

const rollout = { serviceArn, deploymentId };
const name = executionName(rollout);

/** Executions of these names have ended; those of `good` without an error. */
async function aBenchWith(ended: readonly string[], good: readonly string[] = []) {
  const workflow = aWorkflow();
  for (const each of ended) await workflow.start(each, { rollout });
  const asked: string[] = [];
  const ports = {
    workflow,
    validations: { of: async () => undefined },
    hasSucceeded: async (each: string) => {
      asked.push(each);
      return good.includes(each);
    },
  };
  return { ports, workflow, asked };
}

describe("a rollout without a validation", () => {
  it.each([900, 1200, 3600])(
    "is left alone %d s after its start when its execution found nothing to open: a rollback's target for one",
    async (ageSeconds) => {
      const { ports, workflow } = await aBenchWith([name], [name]);

      expect(await startUnlessKnown(ports, { rollout, ageSeconds })).toBe(false);
      expect(workflow.started).toEqual([name]);
    },
  );

  it("is left alone when a later try found nothing to open", async () => {
    const { ports, workflow } = await aBenchWith([name, `${name}-1`], [`${name}-1`]);

    expect(await startUnlessKnown(ports, { rollout, ageSeconds: 900 })).toBe(false);
    expect(workflow.started).toEqual([name, `${name}-1`]);
  });

  it("is tried again when every execution so far has failed", async () => {
    const { ports, workflow, asked } = await aBenchWith([name, `${name}-0`]);

    expect(await startUnlessKnown(ports, { rollout, ageSeconds: 500 })).toBe(true);
    expect(workflow.started.at(-1)).toBe(`${name}-1`);
    expect(asked).toEqual([name, `${name}-0`]);
  });

  it("is started by its own name first, and nobody is asked", async () => {
    const { ports, workflow, asked } = await aBenchWith([]);

    expect(await startUnlessKnown(ports, { rollout, ageSeconds: 500 })).toBe(true);
    expect(workflow.started).toEqual([name]);
    expect(asked).toEqual([]);
  });
});

it("a rollout that has a validation is never started", async () => {
  const { ports, workflow } = await aBenchWith([]);
  const known = { ...ports, validations: { of: async () => aKey() } };

  expect(await startUnlessKnown(known, { rollout, ageSeconds: 500 })).toBe(false);
  expect(workflow.started).toEqual([]);
});

describe("an execution of the state machine", () => {
  const stateMachine = "arn:aws:states:ap-southeast-2:111122223333:stateMachine:validate-rollout";

  it.each([
    [{ status: "SUCCEEDED" } as const, true],
    [{ status: "FAILED", error: "NotFound" } as const, false],
    [{ status: "RUNNING" } as const, false],
    [undefined, false],
  ])("that is %j has succeeded: %s", async (state, expected) => {
    const asked: string[] = [];
    const find = async (arn: string) => {
      asked.push(arn);
      return state;
    };

    expect(await hasSucceeded({ find }, stateMachine)("shop-1")).toBe(expected);
    expect(asked).toEqual(["arn:aws:states:ap-southeast-2:111122223333:execution:validate-rollout:shop-1"]);
  });
});
