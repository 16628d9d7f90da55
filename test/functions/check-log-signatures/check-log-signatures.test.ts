import { beforeEach, describe, expect, it } from "vitest";
import { checkLogSignatures } from "../../../functions/check-log-signatures/check-log-signatures.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aLine, aLogBench, aLogLook, type LogSituation } from "../../builders/a-log-look.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";
import { streamOf } from "../../builders/log-evidence.ts";
import { type ModelOptions, modelLogs } from "../../builders/model-logs.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aLogBench();
});

function look(situation: LogSituation) {
  return aLogLook(bench, situation);
}

describe("nothing is read", () => {
  it("for a validation that was never opened", async () => {
    const stranger = { ...validation, releaseId: "v9" };
    const model = modelLogs({ lines: [], page: 1, queryTakes: 1 });

    await expect(
      checkLogSignatures({ ...bench, readers: model })({ validation: stranger, signal: { count: 0 } }),
    ).rejects.toMatchObject({ name: "NotFound" });
  });

  it("where no check reads logs", async () => {
    const bench2 = await aFunctionBench();
    await bench2.evidence.open(
      aRecord({ profile: aProfile({ checks: [{ name: "task-health", kind: "task-health" }] }) }),
    );
    const { findings, model } = await look({ second: 20, ports: bench2 });

    expect(findings).toEqual([]);
    expect(model.reads).toEqual([]);
  });
});

describe("a look", () => {
  it("returns at once when a check is decided, and keeps the line and how far it got", async () => {
    const { findings, second } = await look({ second: 20, lines: [aLine(15, "Started App in 4 s, password=hunter2")] });

    expect(second).toBe(20);
    expect(findings).toMatchObject([
      { check: "started", status: "passed", lines: [{ text: "Started App in 4 s, password=[secret]" }] },
    ]);
    expect((await bench.evidence.kept(validation)).measurements).toMatchObject([
      { of: "logs", check: "started", at: at(20), hits: [{ taskId: "t1" }] },
    ]);
    expect((await bench.evidence.kept(validation)).coverage).toMatchObject({ at: at(20), insights: { queries: 1 } });
  });

  it("never counts a line of an older task", async () => {
    const lines = [aLine(15, "Started App in 4 s", { stream: streamOf("old") })];

    expect((await look({ second: 20, lines, mayStay: false })).findings).toMatchObject([{ status: "pending" }]);
  });

  it("begins where its tasks began, which may be before the rollout was called started", async () => {
    await bench.register.save(validation.rollout, aTask({ createdAt: at(-5), version: 9 }));

    expect((await look({ second: 20, mayStay: false })).model.reads).toEqual([[-5, 20]]);
  });

  it("goes on from what earlier looks have found, and keeps nothing twice", async () => {
    const lines = [aLine(15, "Started App in 4 s")];
    await look({ second: 20, lines });
    const { findings } = await look({ second: 40, lines });

    expect(findings).toMatchObject([{ status: "passed" }]);
    expect((await bench.evidence.kept(validation)).measurements).toHaveLength(1);
  });

  it("keeps hits before it says how far it got, so that a broken try loses no line", async () => {
    const lines = [aLine(15, "Started App in 4 s")];
    const saveCoverage = () => Promise.reject(new ValidatorError("DependencyUnavailable", "gone"));
    await expect(
      look({ second: 20, lines, ports: { evidence: { ...bench.evidence, saveCoverage } } }),
    ).rejects.toMatchObject({ name: "DependencyUnavailable" });

    expect((await look({ second: 24, lines: [] })).findings).toMatchObject([{ status: "passed" }]);
  });
});

describe("when the deadline is over", () => {
  it("Insights is asked once more over the whole window, and then the line is missing", async () => {
    const { findings, second, model } = await look({ second: 188 });

    expect(findings).toMatchObject([
      { status: "failed", sign: "missing", reason: expect.stringMatching(/^missing evidence: "Started/) },
    ]);
    expect(model.queries.at(-1)).toEqual([0, 190]);
    expect(second).toBe(196);
  });

  it("a line that only Insights can show is still found", async () => {
    const hidden = aLine(100, "Started App in 4 s", { tailLag: Number.POSITIVE_INFINITY });

    expect((await look({ second: 192, lines: [hidden] })).findings).toMatchObject([{ status: "passed" }]);
  });

  it("absence is told although Insights keeps failing, but not while both do", async () => {
    const insightsFails: ModelOptions["fails"] = (reader) =>
      reader === "insights" ? "DependencyThrottled" : undefined;
    expect((await look({ second: 200, fails: insightsFails })).findings).toMatchObject([
      { status: "failed", sign: "missing" },
    ]);

    const bench2 = await aFunctionBench();
    await bench2.evidence.open(aRecord());
    await bench2.register.save(validation.rollout, aTask());
    const denied = await look({ second: 200, fails: () => "AccessDenied", ports: bench2 });
    expect(denied.findings).toMatchObject([
      { status: "inconclusive", reason: expect.stringContaining("tail fails at 200 s; insights fails at 200 s") },
    ]);
  });
});

describe("beside endpoints that are asked", () => {
  const lines = [aLine(15, "Started App in 4 s")];
  const http = { name: "reachable", kind: "http", url: "https://shop.example.com/health" };

  async function aBenchWith(...more: ReturnType<typeof aProfile>["checks"]): Promise<FunctionBench> {
    const other = await aFunctionBench();
    await other.evidence.open(aRecord({ profile: aProfile({ checks: [...aProfile().checks, ...more] }) }));
    await other.register.save(validation.rollout, aTask());
    return other;
  }

  it("nothing is signalled while nothing is settled", async () => {
    const ports = await aBenchWith(http);
    await look({ second: 20, ports });

    expect(await ports.signals.count(validation.rollout)).toBe(0);
  });

  it("nothing is signalled when no endpoint is asked: nobody stays on for long", async () => {
    const ports = await aBenchWith();

    expect((await look({ second: 20, lines, ports })).findings).toMatchObject([{ status: "passed" }]);
    expect(await ports.signals.count(validation.rollout)).toBe(0);
  });

  it.each([true, false])(
    "what is settled is signalled, so that it waits for no probe (may stay: %s)",
    async (mayStay) => {
      const ports = await aBenchWith(http);
      const { findings } = await look({ second: 20, lines, ports, mayStay });

      expect(findings).toMatchObject([{ check: "started", status: "passed" }]);
      expect(await ports.signals.count(validation.rollout)).toBe(1);
    },
  );

  it("what was settled before is not signalled again", async () => {
    const ports = await aBenchWith(http);
    await ports.evidence.saveFindings(validation, (await look({ second: 20, lines, ports })).findings);
    await look({ second: 40, lines, ports });

    expect(await ports.signals.count(validation.rollout)).toBe(1);
  });
});
