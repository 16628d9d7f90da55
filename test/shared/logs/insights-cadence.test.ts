import { describe, expect, it } from "vitest";
import type { InsightsCoverage, RunningQuery } from "../../../shared/domain/log.ts";
import { dueQueries, type InsightsQuestion } from "../../../shared/logs/insights-cadence.ts";
import { streamDigest } from "../../../shared/logs/stream-digest.ts";
import { at, region, start } from "../../builders/a-rollout.ts";
import { aTarget, group, streamOf } from "../../builders/log-evidence.ts";

const streams = streamDigest(aTarget());

function aState(over: Partial<InsightsCoverage> = {}): InsightsCoverage {
  return { targets: {}, running: [], confirmedUntil: {}, bytesScanned: 0, queries: 0, ...over };
}

function aQuery(over: Partial<RunningQuery> = {}): RunningQuery {
  const window = { from: start, to: at(10), askedAt: at(10) };
  return { queryId: "q", target: group, group, region, ...window, streams, wholeWindow: false, ...over };
}

function due(second: number, state: InsightsCoverage, over: Partial<InsightsQuestion> = {}) {
  const question = { targets: [aTarget()], windowStart: start, now: at(second), literals: [], awaiting: true, ...over };
  return dueQueries(state, question).map(({ target, from, wholeWindow }) => ({ id: target.id, from, wholeWindow }));
}

const read = { targets: { [group]: { readUntil: at(300), readAt: at(300), streams } } };
const whole = { id: group, from: start, wholeWindow: true };
const rhythm = { id: group, from: start, wholeWindow: false };

describe("in the ordinary rhythm Insights is asked", () => {
  it("at the first look, as soon as there is a stream", () => {
    expect(due(10, aState())).toEqual([rhythm]);
    expect(due(10, aState(), { targets: [] })).toEqual([]);
  });

  it.each([
    { second: 39.9, asked: 0 },
    { second: 40, asked: 1 },
  ])("every 30 s: at second $second $asked times after second 10", ({ second, asked }) => {
    expect(due(second, aState({ askedAt: at(10) }))).toHaveLength(asked);
  });

  it("not while nothing is awaited", () => {
    expect(due(10, aState(), { awaiting: false })).toEqual([]);
  });

  it("not in a target whose last query still runs", () => {
    const targets = [aTarget(), aTarget({ id: "/ecs/other" })];

    expect(due(60, aState({ askedAt: at(10), running: [aQuery()] }), { targets }).map(({ id }) => id)).toEqual([
      "/ecs/other",
    ]);
  });

  it("from three minutes before where it got, but not from before the window", () => {
    expect(due(310, aState(read))).toEqual([{ ...rhythm, from: at(120) }]);
    expect(due(310, aState(read), { windowStart: at(200) })).toEqual([{ ...rhythm, from: at(200) }]);
  });

  it("over the whole window when a stream is new", () => {
    const targets = [aTarget({ streams: [streamOf("t9")] })];

    expect(due(310, aState(read), { targets })).toEqual([rhythm]);
  });
});

describe("a confirmation over the whole window is asked", () => {
  it("from its time on, in rhythm or not", () => {
    const state = aState({ ...read, askedAt: at(299) });

    expect(due(299.9, state, { confirmFrom: at(300) })).toEqual([]);
    expect(due(300, state, { confirmFrom: at(300) })).toEqual([whole]);
    expect(due(300, state, { confirmFrom: at(300), awaiting: false })).toEqual([whole]);
  });

  it("although another query still runs", () => {
    const running = [
      aQuery({ to: at(299), wholeWindow: true }),
      aQuery({ to: at(300) }),
      aQuery({ target: "x", to: at(300), wholeWindow: true }),
    ];

    expect(due(300, aState({ running }), { confirmFrom: at(300) })).toEqual([whole]);
  });

  it("once: not while it runs, and not when it has answered", () => {
    const running = [aQuery({ to: at(300), wholeWindow: true })];
    const rest = { askedAt: at(300) };

    expect(due(304, aState({ ...rest, running }), { confirmFrom: at(300) })).toEqual([]);
    expect(due(304, aState({ ...rest, confirmedUntil: { [group]: at(300) } }), { confirmFrom: at(300) })).toEqual([]);
    expect(due(304, aState({ ...rest, confirmedUntil: { [group]: at(299) } }), { confirmFrom: at(300) })).toEqual([
      whole,
    ]);
  });
});
