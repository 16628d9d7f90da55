import { describe, expect, it } from "vitest";
import type { LogEvidence, WatchedPattern } from "../../../shared/domain/log.ts";
import type { ErrorName } from "../../../shared/errors.ts";
import { noCoverage, readLogs } from "../../../shared/logs/read-logs.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import type { LogInsights } from "../../../shared/ports/logs.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { group, streamOf } from "../../builders/log-evidence.ts";
import { type ModelOptions, modelLogs } from "../../builders/model-logs.ts";
import { aPattern } from "../../builders/watched-pattern.ts";

type Fails = ModelOptions["fails"];

/** Looks at these seconds with readers that fail as told; returns the coverage after each look. */
async function coverages(seconds: readonly number[], fails: Fails, logClass = "STANDARD") {
  const model = modelLogs({ lines: [], page: 10, queryTakes: 1, ...(fails && { fails }) });
  const rollout = aRollout({
    containers: [aContainer({ logs: { ...aContainer().logs, driver: "awslogs", logClass } })],
  });
  let evidence: LogEvidence = { hits: [], coverage: noCoverage(at(0)) };
  const seen: LogEvidence["coverage"][] = [];
  for (const second of seconds) {
    model.now(second);
    const question = {
      streams: rolloutStreams(rollout, [aTask()]),
      patterns: [aPattern()],
      redaction: { emails: false },
      windowStart: at(0),
    };
    evidence = await readLogs(model, { ...question, now: at(second), awaiting: true }, evidence);
    seen.push(evidence.coverage);
  }
  return seen;
}

const failing =
  (...readers: readonly ("tail" | "insights")[]) =>
  (error: ErrorName, until = 1000): Fails =>
  (reader, second) =>
    readers.includes(reader) && second < until ? error : undefined;

const every4 = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40];

describe("whether any line was read", () => {
  const question = {
    streams: rolloutStreams(aRollout(), [aTask()]),
    patterns: [aPattern()],
    redaction: { emails: false },
    windowStart: at(0),
    awaiting: true,
  };
  const line = { second: 5, stream: streamOf("t1"), text: "no match", tailLag: 1, insightsLag: 1 };

  it("is known after a look, and stays known", async () => {
    const model = modelLogs({ lines: [line], page: 10, queryTakes: 1 });
    let evidence: LogEvidence = { hits: [], coverage: noCoverage(at(0)) };
    const seen: unknown[] = [];
    for (const second of [4, 8, 40]) {
      model.now(second);
      evidence = await readLogs(model, { ...question, now: at(second) }, evidence);
      seen.push(evidence.coverage.anyLine);
    }

    expect(seen).toEqual([false, true, true]);
    expect(evidence.coverage.newestLine).toBe(at(5));
  });

  it("stays unknown in evidence that was kept before it was asked", async () => {
    const { anyLine: _, ...older } = noCoverage(at(0));
    const model = modelLogs({ lines: [line], page: 10, queryTakes: 1 });
    model.now(8);

    expect(
      (await readLogs(model, { ...question, now: at(8) }, { hits: [], coverage: older })).coverage,
    ).not.toHaveProperty("anyLine");
  });
});

describe("one reader that fails all the time", () => {
  it.each(["DependencyThrottled", "AccessDenied"] as const)(
    "(%s) does not blind the check: the other carries",
    async (error) => {
      for (const reader of ["tail", "insights"] as const) {
        for (const coverage of await coverages(every4, failing(reader)(error))) {
          expect(coverage.blind).toBeUndefined();
          expect(coverage.blindSeconds).toBe(0);
          expect(coverage[reader].trouble).toMatchObject({ error });
        }
      }
    },
  );
});

describe("both readers failing", () => {
  it("blinds the check, look after look, and says why", async () => {
    const seen = await coverages(every4, failing("tail", "insights")("DependencyThrottled"));

    expect(seen.map(({ blind }) => blind?.inARow)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(seen.at(-1)).toMatchObject({
      blindSeconds: 0,
      blind: { error: "DependencyThrottled", since: at(0), message: "tail fails at 40 s; insights fails at 32 s" },
    });
  });

  it.each([
    { tail: "AccessDenied", insights: "AccessDenied", error: "AccessDenied" },
    { tail: "AccessDenied", insights: "DependencyThrottled", error: "DependencyThrottled" },
    { tail: "DependencyUnavailable", insights: "AccessDenied", error: "DependencyUnavailable" },
  ] as const)("is denied access only when both are: $tail, $insights", async ({ error, ...errors }) => {
    for (const { blind } of await coverages(every4, (reader) => errors[reader])) expect(blind).toMatchObject({ error });
  });

  it("costs the time since the last look that could see, once somebody can look again", async () => {
    const fails: Fails = (_reader, second) => (second >= 28 && second < 40 ? "DependencyUnavailable" : undefined);
    const seen = await coverages(every4, fails);

    // Insights is asked at second 0 and 32: until then it could look as far as anybody knows.
    expect(seen.map(({ blind }) => blind?.inARow).slice(7)).toEqual([undefined, 1, 2, undefined]);
    expect(seen.map(({ blindSeconds }) => blindSeconds).slice(7)).toEqual([0, 0, 0, 12]);
  });

  it("adds up over several times", async () => {
    const fails: Fails = (_reader, second) => (second === 30 || second === 60 ? "DependencyUnavailable" : undefined);
    const seen = await coverages([0, 20, 30, 40, 60, 66], fails);

    expect(seen.map(({ blindSeconds }) => blindSeconds)).toEqual([0, 0, 0, 20, 20, 46]);
  });
});

describe("where only Insights can read", () => {
  it("its failure blinds the check, until it answers again", async () => {
    const seen = await coverages(every4, failing("insights")("DependencyThrottled", 20), "INFREQUENT_ACCESS");

    expect(seen[0]).toMatchObject({ insightsOnly: [group], blind: { inARow: 1 } });
    expect(seen.map(({ blind }) => blind !== undefined)).toEqual([...Array(8).fill(true), ...Array(3).fill(false)]);
    expect(seen.at(-1)).toMatchObject({ blindSeconds: 32 });
  });

  it("a pause between two questions blinds nobody", async () => {
    for (const { blind } of await coverages(every4, undefined, "INFREQUENT_ACCESS")) expect(blind).toBeUndefined();
  });
});

describe("the coverage of a look", () => {
  it("names its time, its targets and what cannot be read", async () => {
    const { logs: _, ...silent } = aContainer({ name: "silent" });
    const streams = rolloutStreams(aRollout({ containers: [aContainer(), silent] }), [aTask()]);
    const question = {
      streams,
      patterns: [],
      redaction: { emails: false },
      windowStart: at(0),
      now: at(9),
      awaiting: false,
    };
    const { coverage } = await readLogs(modelLogs({ lines: [], page: 10, queryTakes: 1 }), question, {
      hits: [],
      coverage: noCoverage(at(0)),
    });

    expect(coverage).toMatchObject({
      at: at(9),
      targets: [group],
      insightsOnly: [],
      unreadable: [{ container: "silent" }],
    });
  });
});

describe("the question to Insights is narrowed", () => {
  async function literalsFor(...patterns: readonly WatchedPattern[]) {
    const asked: (readonly string[])[] = [];
    const model = modelLogs({ lines: [], page: 10, queryTakes: 1 });
    const insights: LogInsights = {
      ...model.insights,
      start: async (_target, _from, _to, literals) => String(asked.push(literals)),
    };
    const question = {
      streams: rolloutStreams(aRollout(), [aTask()]),
      patterns,
      redaction: { emails: false },
      windowStart: at(0),
      now: at(9),
      awaiting: true,
    };
    await readLogs({ tail: model.tail, insights }, question, { hits: [], coverage: noCoverage(at(0)) });
    return asked;
  }

  it("to the literals of all patterns, each once", async () => {
    expect(await literalsFor(aPattern(), aPattern({ id: "reject 1", pattern: "FAILED|Started" }))).toEqual([
      ["Started", "FAILED"],
    ]);
  });

  it("not at all when one pattern fits lines without any literal", async () => {
    const { pattern: _, ...anyLine } = aPattern();

    expect(await literalsFor(aPattern(), aPattern({ pattern: "(?i)error" }))).toEqual([[]]);
    expect(await literalsFor(aPattern(), anyLine)).toEqual([[]]);
  });
});

describe("a line that both readers return", () => {
  it("is one hit", async () => {
    const line = { second: 1, stream: streamOf("t1"), text: "Started", tailLag: 0, insightsLag: 0 };
    const model = modelLogs({ lines: [line], page: 10, queryTakes: 0 });
    const question = {
      streams: rolloutStreams(aRollout(), [aTask()]),
      patterns: [aPattern()],
      redaction: { emails: false },
      windowStart: at(0),
      awaiting: true,
    };
    model.now(4);
    const first = await readLogs(model, { ...question, now: at(4) }, { hits: [], coverage: noCoverage(at(0)) });
    model.now(8);
    const second = await readLogs(model, { ...question, now: at(8) }, first);

    expect([first.hits.length, second.hits.length]).toEqual([1, 0]);
  });
});
