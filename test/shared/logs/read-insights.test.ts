import { describe, expect, it } from "vitest";
import type { InsightsCoverage } from "../../../shared/domain/log.ts";
import { type ErrorName, ValidatorError } from "../../../shared/errors.ts";
import type { InsightsQuestion } from "../../../shared/logs/insights-cadence.ts";
import { insightsQuery } from "../../../shared/logs/insights-query.ts";
import { readInsights } from "../../../shared/logs/read-insights.ts";
import { noCoverage } from "../../../shared/logs/read-logs.ts";
import type { InsightsResult, LogInsights } from "../../../shared/ports/logs.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aLogLine, aTarget, group, streamOf } from "../../builders/log-evidence.ts";

const complete: InsightsResult = { status: "complete", lines: [aLogLine()], isCut: false, bytesScanned: 100 };
const running: InsightsResult = { ...complete, status: "running" };

/** Answers each question for a result with the next answer, and remembers the windows of its queries. */
function anInsights(answers: readonly (InsightsResult | ErrorName)[], startFails?: ErrorName) {
  const asked: [string, string][] = [];
  const left = [...answers];
  const failed = (name: ErrorName): never => {
    throw new ValidatorError(name, `Insights on ${group} failed`);
  };
  const insights: LogInsights = {
    async start(_target, from, to) {
      if (startFails !== undefined) return failed(startFails);
      asked.push([from, to]);
      return `query ${asked.length}`;
    },
    async result() {
      const answer = left.shift() ?? failed("NotFound");
      return typeof answer === "string" ? failed(answer) : answer;
    },
  };
  return { insights, asked };
}

const nothing = noCoverage(start).insights;

function look(insights: LogInsights, second: number, before: InsightsCoverage, over: Partial<InsightsQuestion> = {}) {
  const question = { targets: [aTarget()], windowStart: start, now: at(second), literals: [], awaiting: true, ...over };
  return readInsights(insights, question, before);
}

describe("a query", () => {
  it("is started at one look and collected at the next ones, its first lines before it is complete", async () => {
    const { insights } = anInsights([running, complete]);
    const first = await look(insights, 10, nothing);
    const second = await look(insights, 14, first.coverage);
    const third = await look(insights, 18, second.coverage);

    expect(first).toMatchObject({
      batches: [],
      succeeded: 1,
      coverage: { queries: 1, askedAt: at(10), running: [{ from: start, to: at(10) }] },
    });
    expect(second).toMatchObject({
      batches: [[aLogLine()]],
      coverage: { running: [{}], targets: {}, bytesScanned: 0 },
    });
    expect(third.coverage).toMatchObject({
      running: [],
      bytesScanned: 100,
      targets: { [group]: { readUntil: at(10) } },
      confirmedUntil: {},
    });
  });

  it("over the whole window confirms absence up to its start, when it is complete", async () => {
    const { insights } = anInsights([running, complete]);
    const confirm = { confirmFrom: at(10) };
    const first = await look(insights, 12, nothing, confirm);
    const second = await look(insights, 16, first.coverage, confirm);
    const third = await look(insights, 20, second.coverage, confirm);

    expect(second.coverage.confirmedUntil).toEqual({});
    expect(third.coverage.confirmedUntil).toEqual({ [group]: at(12) });
  });

  it("that was cut goes on where it ended, until nothing is missing", async () => {
    const cut = { ...complete, isCut: true, lines: [aLogLine(), aLogLine({ at: at(17) })] };
    const { insights, asked } = anInsights([cut, { ...cut, lines: [aLogLine({ at: at(17.5) })] }, complete]);
    const confirm = { confirmFrom: at(10) };
    let { coverage } = await look(insights, 30, nothing, confirm);
    const confirmed: unknown[] = [];
    for (const second of [34, 38, 42]) {
      ({ coverage } = await look(insights, second, coverage, confirm));
      confirmed.push(coverage.confirmedUntil[group]);
    }

    expect(asked).toEqual([
      [start, at(30)],
      [at(17), at(30)],
      [at(18), at(30)],
    ]);
    expect(confirmed).toEqual([undefined, undefined, at(30)]);
  });

  it("that was cut in its last second ends there", async () => {
    const { insights, asked } = anInsights([{ ...complete, isCut: true, lines: [aLogLine({ at: at(30) })] }]);
    const first = await look(insights, 30, nothing);
    const second = await look(insights, 34, first.coverage);

    expect(asked).toHaveLength(1);
    expect(second.coverage).toMatchObject({ running: [], targets: { [group]: { readUntil: at(30) } } });
  });

  it.each<{ what: string; answer: InsightsResult | ErrorName; left: number }>([
    { what: "that failed is trouble, and given up", answer: { ...complete, status: "failed", lines: [] }, left: 0 },
    { what: "that is not known any more is trouble, and given up", answer: "NotFound", left: 0 },
    { what: "that could not be asked for costs the look, not the query", answer: "DependencyThrottled", left: 1 },
  ])("$what", async ({ answer, left }) => {
    const { insights } = anInsights([answer]);
    const { coverage, failed, succeeded } = await look(insights, 14, (await look(insights, 10, nothing)).coverage);

    expect([failed, succeeded]).toEqual([1, 0]);
    expect(coverage.trouble).toMatchObject({ inARow: 1, since: at(14) });
    expect(coverage.running).toHaveLength(left);
  });

  it("without a result after two minutes is trouble, and asked anew", async () => {
    const { insights, asked } = anInsights([running, running, "DependencyThrottled"]);
    const { coverage } = await look(insights, 10, nothing);
    const soon = await look(insights, 129, coverage);
    const late = await look(insights, 130, coverage);

    expect([soon.failed, soon.coverage.running.length]).toEqual([0, 1]);
    expect(late).toMatchObject({ failed: 1, succeeded: 1, coverage: { trouble: { error: "DependencyUnavailable" } } });
    expect((await look(insights, 130, coverage)).coverage.running).toHaveLength(1);
    expect(asked).toHaveLength(3);
  });

  it("that an older one overtakes does not set its coverage back", async () => {
    const before = { ...nothing, targets: { [group]: { readUntil: at(100), readAt: at(100), streams: "x" } } };
    const { insights } = anInsights([complete]);
    const first = await look(insights, 10, before);

    expect((await look(insights, 14, first.coverage)).coverage.targets[group]).toMatchObject({ readUntil: at(100) });
  });
});

describe("a look", () => {
  it("in which nothing was asked keeps the trouble of the last one; one that succeeded ends it", async () => {
    const failing = anInsights([], "AccessDenied");
    const first = await look(failing.insights, 10, nothing);
    const second = await look(failing.insights, 14, first.coverage);
    const third = await look(failing.insights, 40, second.coverage);

    expect(second).toMatchObject({
      succeeded: 0,
      failed: 0,
      coverage: { trouble: { error: "AccessDenied", inARow: 1 } },
    });
    expect(third.coverage.trouble).toMatchObject({ inARow: 2, since: at(10) });
    expect((await look(anInsights([]).insights, 80, third.coverage)).coverage).not.toHaveProperty("trouble");
  });

  it("with new streams forgets what was confirmed without them", async () => {
    const { insights } = anInsights([complete]);
    const confirm = { confirmFrom: at(10) };
    const { coverage } = await look(insights, 16, (await look(insights, 12, nothing, confirm)).coverage, confirm);
    const targets = [aTarget({ streams: [streamOf("t1"), streamOf("t2"), streamOf("t3")] })];

    expect((await look(insights, 20, coverage, confirm)).coverage).toMatchObject({
      confirmedUntil: { [group]: at(12) },
      running: [],
    });
    expect((await look(insights, 20, coverage, { ...confirm, targets })).coverage).toMatchObject({
      confirmedUntil: {},
      running: [{ wholeWindow: true }],
    });
  });

  it("does not hide the validator's own error", async () => {
    const { insights } = anInsights([]);
    const broken = { ...insights, start: () => Promise.reject(new TypeError("x is not a function")) };

    await expect(look(broken, 10, nothing)).rejects.toThrow(TypeError);
  });
});

describe("the text of a query", () => {
  it("names the streams, narrows by literals, and escapes quotes", () => {
    expect(insightsQuery({ streams: ["p/app/1", "p/app/2"] }, ["Started ", 'a"b\\c'])).toBe(
      [
        "fields @timestamp, @logStream, @message",
        '| filter @logStream in ["p/app/1", "p/app/2"]',
        '| filter @message like "Started " or @message like "a\\"b\\\\c"',
        "| sort @timestamp asc",
        "| limit 10000",
      ].join("\n"),
    );
  });

  it("leaves the narrowing out when it would be longer than AWS takes", () => {
    const literals = Array.from({ length: 400 }, (_, n) => `literal number ${n}`);

    expect(insightsQuery({ streams: ["s"] }, literals)).toBe(insightsQuery({ streams: ["s"] }, []));
    expect(insightsQuery({ streams: ["s"] }, literals.slice(0, 200)).length).toBeLessThanOrEqual(10_000);
  });
});
