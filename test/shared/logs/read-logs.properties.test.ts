import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEvidence } from "../../../shared/domain/log.ts";
import { confirmFrom, isAbsenceProven } from "../../../shared/domain/log-clock.ts";
import type { ErrorName } from "../../../shared/errors.ts";
import { noCoverage, readLogs } from "../../../shared/logs/read-logs.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { streamOf } from "../../builders/log-evidence.ts";
import { type ModelLine, modelLogs } from "../../builders/model-logs.ts";
import { aPattern } from "../../builders/watched-pattern.ts";

const tasks = [
  { id: "t1", knownAt: 4 },
  { id: "t2", knownAt: 40 },
  { id: "a-late-one", knownAt: 90 },
];

interface World {
  readonly lines: readonly ModelLine[];
  readonly page: number;
  readonly queryTakes: number;
  readonly faults: readonly (readonly ["tail" | "insights", number, ErrorName])[];
  readonly logClass?: string;
}

/** Looks every four seconds up to the given second; `look` is told what is known after each look. */
async function watch(
  { lines, page, queryTakes, faults, logClass = "STANDARD" }: World,
  { until, deadline }: { readonly until: number; readonly deadline?: number },
  look: (evidence: LogEvidence, second: number) => boolean = () => false,
): Promise<LogEvidence> {
  const fails = (reader: string, second: number): ErrorName | undefined =>
    faults.find(([struck, at]) => struck === reader && Math.abs(at - second) < 4)?.[2];
  const model = modelLogs({ lines, page, queryTakes, fails });
  const container = aContainer({ logs: { ...aContainer().logs, driver: "awslogs", logClass } });
  const rollout = aRollout({ containers: [container] });
  let evidence: LogEvidence = { hits: [], coverage: noCoverage(at(0)) };
  for (let second = 0; second <= until; second += 4) {
    model.now(second);
    const known = tasks.filter(({ knownAt }) => knownAt <= second).map(({ id }) => aTask({}, id));
    const question = {
      streams: rolloutStreams(rollout, known),
      patterns: [aPattern({ pattern: "line" })],
      redaction: { emails: false },
      windowStart: at(0),
      now: at(second),
      awaiting: true,
      ...(deadline !== undefined &&
        second >= deadline && { confirmFrom: confirmFrom(evidence.coverage, at(deadline)) }),
    };
    const { hits, coverage } = await readLogs(model, question, evidence);
    evidence = { hits: [...evidence.hits, ...hits], coverage };
    if (look(evidence, second)) break;
  }
  return evidence;
}

const task = fc.constantFrom(...tasks.map(({ id }) => id));
const moment = fc.integer({ min: 0, max: 12_000 }).map((tenths) => tenths / 100);
const lag = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenths) => tenths / 10);
const never = fc.constant(Number.POSITIVE_INFINITY);
const texts = fc.constantFrom("line one", "line two", "other");

function aLine(lags: fc.Arbitrary<Pick<ModelLine, "tailLag" | "insightsLag">>): fc.Arbitrary<ModelLine> {
  return fc
    .tuple(task, moment, texts, lags)
    .map(([id, second, text, seen]) => ({ second, text, stream: streamOf(id), ...seen }));
}

const faults = fc.array(
  fc.tuple(
    fc.constantFrom<("tail" | "insights")[]>("tail", "insights"),
    fc.integer({ min: 0, max: 150 }),
    fc.constantFrom<ErrorName[]>("DependencyThrottled", "DependencyUnavailable", "AccessDenied"),
  ),
  { maxLength: 6 },
);

const readable = fc.oneof(
  fc.record({ tailLag: lag(15), insightsLag: lag(180) }),
  fc.record({ tailLag: lag(15), insightsLag: never }),
  fc.record({ tailLag: fc.oneof(lag(60), never), insightsLag: lag(180) }),
);

const world: fc.Arbitrary<World> = fc.record({
  lines: fc.uniqueArray(aLine(readable), { selector: ({ second, stream }) => `${second} ${stream}`, maxLength: 25 }),
  page: fc.integer({ min: 6, max: 20 }),
  queryTakes: fc.integer({ min: 0, max: 20 }),
  faults,
});

describe("every line that a reader can see", () => {
  it("is found once, whatever its order, its lag, the pages and the failures", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (made) => {
        const { hits } = await watch(made, { until: 480 });
        const wanted = made.lines
          .filter(({ text }) => text !== "other")
          .map(({ stream, second, text }) => `${stream} ${at(second)} ${text}`);
        expect(hits.map(({ stream, at: when, text }) => `${stream} ${when} ${text}`).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 150 },
    );
  });

  it("is found as often as it was written, when it was written twice in one millisecond", async () => {
    const lines = [1, 2, 3].map(() => ({
      second: 50,
      text: "line one",
      stream: streamOf("t1"),
      tailLag: 2,
      insightsLag: 60,
    }));

    expect((await watch({ lines, page: 10, queryTakes: 9, faults: [] }, { until: 200 })).hits).toHaveLength(3);
  });
});

describe("absence is never concluded", () => {
  it.each([
    {
      what: "while the tail can read",
      logClass: "STANDARD",
      lags: fc.record({ tailLag: lag(5), insightsLag: fc.oneof(lag(180), never) }),
    },
    {
      what: "where only Insights can read",
      logClass: "INFREQUENT_ACCESS",
      lags: fc.record({ tailLag: never, insightsLag: lag(120) }),
    },
  ])("before every line up to the deadline was found: $what", async ({ logClass, lags }) => {
    const deadline = 100;
    const made = fc.record({
      lines: fc.uniqueArray(aLine(lags), { selector: ({ second, stream }) => `${second} ${stream}`, maxLength: 15 }),
      page: fc.integer({ min: 6, max: 20 }),
      queryTakes: fc.integer({ min: 0, max: 20 }),
      faults,
    });
    let concluded = 0;
    await fc.assert(
      fc.asyncProperty(made, async (each) => {
        await watch({ ...each, logClass }, { until: 600, deadline }, ({ hits, coverage }, second) => {
          if (second < deadline || !isAbsenceProven(coverage, at(deadline), 5)) return false;
          const wanted = each.lines.filter((line) => line.text !== "other" && line.second <= deadline);
          expect(hits.filter((hit) => hit.at <= at(deadline))).toHaveLength(wanted.length);
          concluded++;
          return true;
        });
      }),
      { numRuns: 100 },
    );
    expect(concluded).toBeGreaterThan(95);
  });
});
