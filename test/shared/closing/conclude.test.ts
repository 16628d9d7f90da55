import { beforeEach, describe, expect, it } from "vitest";
import { conclude } from "../../../shared/closing/conclude.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
const health = aFinding({ check: "task-health", kind: "task-health" });
const trouble = { error: "DependencyUnavailable", cause: "dynamodb:PutItem on evidence got no answer" };
let bench: FunctionBench;
let counted: string[];

beforeEach(async () => {
  bench = await aFunctionBench();
  counted = [];
});

function run(input: Partial<Parameters<ReturnType<typeof conclude>>[0]> = {}) {
  const ports = {
    ...bench,
    count: ({ status }: { status: string }) => void counted.push(status),
  };
  return conclude(ports)({ validation, ...input });
}

async function found(...findings: readonly ReturnType<typeof aFinding>[]): Promise<void> {
  await bench.evidence.open(aRecord());
  await bench.evidence.saveFindings(validation, findings);
}

describe("a verdict", () => {
  it("of a validation that was never opened is refused", async () => {
    await expect(run()).rejects.toMatchObject({ name: "NotFound" });
  });

  it("is what the findings give; it is kept, counted and told", async () => {
    await found(health, aFinding());
    await bench.signals.wait(validation.rollout, "token");
    const { verdict } = await run();

    expect(verdict).toEqual({
      status: "passed",
      decision: "proceed",
      reason: "every check passed",
      at: at(300),
      passedChecks: 2,
      gateChecks: 2,
    });
    expect(counted).toEqual(["passed"]);
    const dossier = await bench.evidence.dossier("v2.3.1");
    expect(dossier?.rollouts[0]).toMatchObject({
      record: { verdict },
      timeline: [{ id: "verdict", text: "verdict passed: every check passed" }],
    });
    expect(await bench.signals.raise(validation.rollout)).not.toHaveProperty("token");
  });

  it("is the first one that was written, whatever was found since", async () => {
    await found(health, aFinding());
    const first = await run();
    await bench.evidence.saveFindings(validation, [aFinding({ status: "failed", sign: "seen" })]);
    bench.clock.pass(60);

    expect(await run()).toEqual(first);
    expect(counted).toEqual(["passed"]);
    expect((await bench.evidence.dossier("v2.3.1"))?.rollouts[0]?.timeline).toHaveLength(1);
  });

  it("is inconclusive for what is still pending, and for nothing at all", async () => {
    await found(health, aFinding({ status: "pending", reason: "waiting for x" }));
    expect((await run()).verdict).toMatchObject({
      status: "inconclusive",
      decision: "delegate",
      reason: "started: not judged in time: waiting for x",
    });
  });

  it("is never a pass while a gate of the profile has no finding", async () => {
    await found(health);

    expect((await run()).verdict).toMatchObject({
      status: "inconclusive",
      decision: "delegate",
      reason: "started: not judged in time: not looked at yet",
    });
  });
});

describe("the validator's own trouble", () => {
  it("is never a pass, although every check passed", async () => {
    await found(health, aFinding());

    expect((await run({ trouble })).verdict).toMatchObject({
      status: "inconclusive",
      decision: "delegate",
      reason: "the validator failed: DependencyUnavailable",
    });
  });

  it("is inconclusive when nothing was found", async () => {
    await found();

    expect((await run({ trouble })).verdict).toMatchObject({ status: "inconclusive", decision: "delegate" });
  });

  it("does not hide a failure that was seen before", async () => {
    await found(health, aFinding({ status: "failed", sign: "seen", reason: "line" }));

    expect((await run({ trouble })).verdict).toMatchObject({
      status: "failed",
      decision: "alert",
      reason: "started: line",
    });
  });
});
