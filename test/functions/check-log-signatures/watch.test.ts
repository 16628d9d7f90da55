import { describe, expect, it } from "vitest";
import { shouldWatchOn, untilNextLook, type WatchProgress } from "../../../functions/check-log-signatures/watch.ts";
import { staySeconds } from "../../../shared/checks/stay.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at } from "../../builders/a-rollout.ts";

const pending = aFinding({ status: "pending" });

function progress(over: Partial<WatchProgress> = {}): WatchProgress {
  return { startedAt: at(100), now: at(104), before: [], findings: [pending], isRunning: true, ...over };
}

describe("the stay at the logs ends", () => {
  it.each([
    { what: "while no task runs", over: { isRunning: false } },
    { what: "when a check is decided", over: { findings: [pending, aFinding({ check: "other" })] } },
    {
      what: "when a check that passed before fails",
      over: { before: [aFinding()], findings: [aFinding({ status: "failed" })] },
    },
    { what: "when its time is over", over: { now: at(100 + staySeconds - 3) } },
  ])("$what", ({ over }) => {
    expect(shouldWatchOn(progress(over))).toBe(false);
  });
});

describe("the stay at the logs goes on", () => {
  it.each([
    { what: "while everything is pending", over: {} },
    {
      what: "while nothing is decided that was open before",
      over: { before: [aFinding()], findings: [aFinding(), { ...pending, check: "other" }] },
    },
    { what: "for the last look that fits", over: { now: at(100 + staySeconds - 4) } },
  ])("$what", ({ over }) => {
    expect(shouldWatchOn(progress(over))).toBe(true);
  });
});

describe("the next look comes", () => {
  it.each([
    { what: "after 4 s", findings: [pending], milliseconds: 4000 },
    { what: "at a deadline that comes before", findings: [{ ...pending, deadline: at(106.5) }], milliseconds: 2500 },
    { what: "no sooner than after a second", findings: [{ ...pending, deadline: at(104.2) }], milliseconds: 1000 },
    { what: "after 3 s when a deadline is over", findings: [{ ...pending, deadline: at(104) }], milliseconds: 3000 },
    {
      what: "after 4 s when the deadline is another, decided check's",
      findings: [pending, aFinding({ deadline: at(104) })],
      milliseconds: 4000,
    },
  ])("$what", ({ findings, milliseconds }) => {
    expect(untilNextLook(progress({ findings }))).toBe(milliseconds);
  });
});
