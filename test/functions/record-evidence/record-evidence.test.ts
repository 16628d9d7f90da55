import { beforeEach, describe, expect, it } from "vitest";
import { recordEvidence } from "../../../functions/record-evidence/record-evidence.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { Observation } from "../../../shared/schema/observed.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
const health = aFinding({ check: "task-health", kind: "task-health" });
const pending = aFinding({ status: "pending", reason: "waiting", deadline: at(400) });
const throttled = {
  error: "DependencyThrottled",
  cause: JSON.stringify({ errorType: "DependencyThrottled", errorMessage: "logs:StartQuery was throttled" }),
};
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
});

function record(...observed: readonly Observation[]) {
  return recordEvidence(bench)({ validation, observed });
}

function saw(task: string, ...findings: readonly Finding[]): Observation {
  return { task, findings: [...findings] } as Observation;
}

const sawHealth = saw("CheckTaskHealth", health);
const blindLogs: Observation = { task: "CheckLogSignatures", ...throttled };

async function findingOf(check: string): Promise<Finding | undefined> {
  return (await bench.evidence.findings(validation)).find((finding) => finding.check === check);
}

describe("what was found", () => {
  it("of a validation that was never opened is refused", async () => {
    const stranger = { ...validation, releaseId: "v9" };

    await expect(recordEvidence(bench)({ validation: stranger, observed: [] })).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("is kept, and told in the timeline when it changes", async () => {
    await record(sawHealth, saw("CheckLogSignatures", pending));
    await record(sawHealth, saw("CheckLogSignatures", aFinding()));
    await record(sawHealth, saw("CheckLogSignatures", aFinding({ at: at(99) })));
    const dossier = await bench.evidence.dossier("v2.3.1");

    expect(dossier?.rollouts[0]?.findings).toEqual([health, aFinding()]);
    expect(dossier?.rollouts[0]?.timeline.map(({ text }) => text).sort()).toEqual([
      'started passed: seen: "Started App"',
      'task-health passed: seen: "Started App"',
    ]);
  });

  it("is kept beside what the tasks did", async () => {
    await bench.register.save(validation.rollout, aTask());
    await record();

    expect((await bench.evidence.dossier("v2.3.1"))?.rollouts[0]?.timeline.map(({ id }) => id)).toEqual([
      "task#t1#created",
      "task#t1#running",
    ]);
  });

  it("is told in the timeline also when the first try broke off", async () => {
    const addTimeline = () => Promise.reject(new ValidatorError("DependencyUnavailable", "gone"));
    const evidence = { ...bench.evidence, addTimeline };
    const broken = recordEvidence({ ...bench, evidence })({ validation, observed: [sawHealth] });
    await expect(broken).rejects.toMatchObject({ name: "DependencyUnavailable" });
    await record(sawHealth);

    const standing = await bench.evidence.standing(validation);
    expect(standing?.timeline).toMatchObject([{ id: "check#task-health#passed" }]);
  });

  it("is written only as far as it is new", async () => {
    await bench.register.save(validation.rollout, aTask());
    await record(sawHealth);
    const written: unknown[] = [];
    const evidence: typeof bench.evidence = {
      ...bench.evidence,
      saveFindings: async (_, findings) => void written.push(...findings),
      addTimeline: async (_, entries) => void written.push(...entries),
    };
    const look = () => recordEvidence({ ...bench, evidence })({ validation, observed: [sawHealth] });

    await look();
    expect(written).toEqual([]);
    await bench.register.save(validation.rollout, aTask({}, "t2"));
    await look();
    expect(written).toMatchObject([{ id: "task#t2#created" }, { id: "task#t2#running" }]);
  });

  it("is pending for a check that nobody looked at", async () => {
    expect(await record(sawHealth)).toMatchObject({ due: false });
    expect(await findingOf("started")).toMatchObject({ status: "pending", reason: "not looked at yet" });
  });
});

describe("the verdict is due", () => {
  it.each([
    { what: "when every gate has a finding", observed: [sawHealth, saw("CheckLogSignatures", aFinding())], due: true },
    {
      what: "at the first failure",
      observed: [saw("CheckTaskHealth", { ...health, status: "failed", sign: "seen" })],
      due: true,
    },
    { what: "not while a gate is pending", observed: [sawHealth, saw("CheckLogSignatures", pending)], due: false },
  ])("$what", async ({ observed, due }) => {
    expect((await record(...(observed as Observation[]))).due).toBe(due);
  });

  it("at the latest at the validation's own deadline", async () => {
    bench.clock.pass(1079);
    expect((await record(sawHealth, saw("CheckLogSignatures", pending))).due).toBe(false);
    bench.clock.pass(1);
    expect((await record(sawHealth, saw("CheckLogSignatures", pending))).due).toBe(true);
  });

  it("never as a pass while the profile could not be used", async () => {
    await bench.evidence.saveFindings(validation, [
      aFinding({ check: "profile", kind: "profile", status: "inconclusive" }),
    ]);
    await record(sawHealth, saw("CheckLogSignatures", aFinding()));

    expect(await findingOf("profile")).toMatchObject({ status: "inconclusive" });
  });
});

describe("a branch that could not look", () => {
  it("leaves its checks as they were found before", async () => {
    await record(sawHealth, saw("CheckLogSignatures", pending));
    await record(sawHealth, blindLogs);

    expect(await findingOf("started")).toEqual(pending);
  });

  it("says why in checks that were never looked at", async () => {
    await record(sawHealth, blindLogs);

    expect(await findingOf("started")).toMatchObject({
      status: "pending",
      reason: "could not look: logs:StartQuery was throttled",
    });
  });

  it("makes its checks inconclusive after as many looks in a row as the profile allows", async () => {
    for (let n = 0; n < 4; n++) {
      await record(sawHealth, blindLogs);
      bench.clock.pass(10);
    }
    expect(await findingOf("started")).toMatchObject({ status: "pending" });
    expect(await record(sawHealth, blindLogs)).toMatchObject({ due: true });
    expect(await findingOf("started")).toMatchObject({
      status: "inconclusive",
      reason: "could not look: logs:StartQuery was throttled (5 looks in a row, 40s)",
    });
  });

  it("starts to count anew when it could look in between", async () => {
    for (const observed of [blindLogs, blindLogs, blindLogs, blindLogs, saw("CheckLogSignatures", pending), blindLogs])
      await record(sawHealth, observed);

    expect(await findingOf("started")).toMatchObject({ status: "pending" });
    const standing = await bench.evidence.standing(validation);
    expect(standing?.blindness.get("CheckLogSignatures")).toMatchObject({ inARow: 1 });
  });

  it("is inconclusive at once when it is denied, and touches no other branch's checks", async () => {
    const cause = "ecs:DescribeServices on shop was denied";
    await record({ task: "CheckTaskHealth", error: "AccessDenied", cause }, saw("CheckLogSignatures", pending));

    expect(await findingOf("task-health")).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining(cause),
    });
    expect(await findingOf("started")).toEqual(pending);
  });

  it.each([
    { error: "States.Timeout", cause: undefined, why: "States.Timeout" },
    { error: "Lambda.Unknown", cause: "plain text", why: "plain text" },
    { error: "X", cause: '{"errorType":"X"}', why: '{"errorType":"X"}' },
    { error: "X", cause: "x".repeat(5000), why: "x".repeat(500) },
  ])("names what is known of $error", async ({ error, cause, why }) => {
    await record({ task: "CheckTaskHealth", error, ...(cause !== undefined && { cause }) });

    expect(await findingOf("task-health")).toMatchObject({ reason: `could not look: ${why}` });
  });

  it("of checks that only watch is a shadow still", async () => {
    const checks = [{ name: "s", kind: "log-errors", mode: "shadow" as const }];
    const bench2 = await aFunctionBench();
    await bench2.evidence.open(aRecord({ profile: aProfile({ checks }) }));
    await recordEvidence(bench2)({ validation, observed: [{ task: "CheckLogSignatures", error: "AccessDenied" }] });

    expect(await bench2.evidence.findings(validation)).toMatchObject([{ mode: "shadow", status: "inconclusive" }]);
  });
});
