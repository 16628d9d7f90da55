import { beforeEach, describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { aLine, aLogBench, aLogLook, type LogSituation } from "../../builders/a-log-look.ts";
import { aKey } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import type { FunctionBench } from "../../builders/function-bench.ts";
import { streamOf } from "../../builders/log-evidence.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aLogBench();
});

/** What a call of the function found, and when it had read what it kept of how far it got. */
async function look({ ports, ...situation }: LogSituation) {
  const kept: string[] = [];
  const evidence: FunctionBench["evidence"] = {
    ...bench.evidence,
    saveCoverage: async (key, coverage) => {
      kept.push(coverage.at);
      await bench.evidence.saveCoverage(key, coverage);
    },
  };
  return { ...(await aLogLook(bench, { ...situation, ports: { evidence, ...ports } })), kept };
}

async function hitsKept(): Promise<readonly string[]> {
  const { measurements } = await bench.evidence.kept(validation);
  return measurements.flatMap((each) => (each.of === "logs" ? each.hits.map(({ text }) => text) : []));
}

const isDown = () => Promise.reject(new ValidatorError("DependencyUnavailable", "gone"));

describe("how far a stay got", () => {
  it("is kept when Insights is asked, when it answers, and at the end", async () => {
    expect((await look({ second: 20 })).kept).toEqual([at(20), at(24), at(44)]);
  });

  it.each([
    { signal: 28, lastLook: 24 },
    { signal: 30, lastLook: 28 },
  ])("is kept when a signal at $signal s ends the stay", async ({ signal, lastLook }) => {
    const raise = () => bench.signals.raise(validation.rollout);
    const { kept, second } = await look({ second: 20, meanwhile: [signal, raise] });

    expect([second, kept.at(-1)]).toEqual([signal, at(lastLook)]);
  });

  it("is kept at once when a look settles something, before it is told", async () => {
    const { kept, second } = await look({ second: 20, lines: [aLine(30, "Started App in 4 s")] });

    expect([second, kept.at(-1)]).toEqual([32, at(32)]);
  });

  it("is kept at every look at which a reader fails", async () => {
    const { kept } = await look({ second: 20, fails: (reader) => (reader === "tail" ? "AccessDenied" : undefined) });

    expect(kept).toEqual([20, 24, 28, 32, 36, 40, 44].map((second) => at(second)));
  });

  it("is kept while lines are left for the next look", async () => {
    const lines = [18, 18.1, 18.2, 18.3].map((second) => aLine(second, "INFO"));
    const { kept } = await look({ second: 20, page: 2, lines });

    expect(kept).toContain(at(28));
  });
});

describe("a stay that breaks off", () => {
  const lines = [aLine(29, "Started App in 4 s"), aLine(33, "Started App in 5 s", { stream: streamOf("t2") })];

  it("is read again, and no line is lost or kept twice", async () => {
    const evidence = { ...bench.evidence, addMeasurement: isDown };
    await expect(aLogLook(bench, { second: 20, lines, ports: { evidence } })).rejects.toMatchObject({
      name: "DependencyUnavailable",
    });
    expect((await bench.evidence.kept(validation)).coverage).toMatchObject({ at: at(24) });
    const { findings, model } = await look({ second: 36, lines });

    expect(model.reads).toEqual([[9, 36]]);
    expect(findings).toMatchObject([{ status: "passed" }]);
    expect(await hitsKept()).toEqual(["Started App in 4 s", "Started App in 5 s"]);
  });

  it("keeps the lines that it had found", async () => {
    const evidence = { ...bench.evidence, saveCoverage: isDown };
    await expect(aLogLook(bench, { second: 30, lines, ports: { evidence } })).rejects.toThrow("gone");
    expect(await hitsKept()).toEqual(["Started App in 4 s"]);
    await look({ second: 36, lines });

    expect(await hitsKept()).toEqual(["Started App in 4 s", "Started App in 5 s"]);
  });
});
