import { describe, expect, it } from "vitest";
import type { InsightsCoverage, LogCoverage, TailCoverage } from "../../../shared/domain/log.ts";
import { confirmFrom, isAbsenceProven, logDeadline, movedBy } from "../../../shared/domain/log-clock.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask, theFacts } from "../../builders/a-task.ts";
import { aCoverage, aTrouble, group } from "../../builders/log-evidence.ts";

const until = at(190);

/** How far the readers got, in seconds; undefined = not at all. */
function covered(
  tail: number | undefined,
  confirmed: number | undefined,
  over: Partial<LogCoverage> = {},
): LogCoverage {
  const coverage = aCoverage(at(0));
  const targets: TailCoverage["targets"] =
    tail === undefined ? {} : { [group]: { readUntil: at(tail), readAt: at(tail), streams: "digest" } };
  const confirmedUntil: InsightsCoverage["confirmedUntil"] = confirmed === undefined ? {} : { [group]: at(confirmed) };
  return { ...coverage, tail: { targets }, insights: { ...coverage.insights, confirmedUntil }, ...over };
}

function troubled(coverage: LogCoverage, reader: "tail" | "insights", trouble = aTrouble({ inARow: 5 })): LogCoverage {
  return { ...coverage, [reader]: { ...coverage[reader], trouble } };
}

describe("the deadline of a log check", () => {
  it("is unknown until a task runs", () => {
    const { startedAt: _, ...starting } = aTask({ lastStatus: "PENDING" });

    expect(logDeadline(theFacts({ tasks: [starting] }), covered(0, 0), 180)).toBeUndefined();
  });

  it("counts from the first task that ran, whatever became of it", () => {
    const tasks = [aTask({ startedAt: at(40) }), aTask({ startedAt: at(10), lastStatus: "STOPPED" }, "t2")];

    expect(logDeadline(theFacts({ tasks }), covered(0, 0), 180)).toBe(until);
  });

  it("moves by the time in which no reader could look, and says so", () => {
    const coverage = covered(0, 0, { blindSeconds: 30 });

    expect(logDeadline(theFacts(), coverage, 180)).toBe(at(220));
    expect(movedBy(coverage)).toBe(", moved by 30s in which no reader could look");
    expect(movedBy(covered(0, 0))).toBe("");
  });
});

describe("absence is not proven while", () => {
  it.each([
    { what: "there is nothing to read", coverage: covered(195, 190, { targets: [] }) },
    { what: "the tail has read nothing", coverage: covered(undefined, 190) },
    { what: "the tail could miss lines that were just written", coverage: covered(194, 190) },
    { what: "Insights was not asked", coverage: covered(195, undefined) },
    { what: "Insights was asked too early", coverage: covered(195, 189) },
    {
      what: "the tail failed less often than the limit",
      coverage: troubled(covered(100, 310), "tail", aTrouble({ inARow: 4 })),
    },
    {
      what: "Insights failed less often than the limit",
      coverage: troubled(covered(195, undefined), "insights", aTrouble({ inARow: 4 })),
    },
    { what: "the tail fails and Insights may lag", coverage: troubled(covered(100, 309), "tail") },
    { what: "the tail fails and Insights was not asked", coverage: troubled(covered(195, undefined), "tail") },
    { what: "only Insights can read and may lag", coverage: covered(195, 309, { insightsOnly: [group] }) },
    { what: "both readers fail", coverage: troubled(troubled(covered(100, 190), "tail"), "insights") },
    { what: "another target was not read", coverage: covered(195, 190, { targets: [group, "/ecs/other"] }) },
  ])("$what", ({ coverage }) => {
    expect(isAbsenceProven(coverage, until, 5)).toBe(false);
  });
});

describe("absence is proven when", () => {
  const denied = aTrouble({ error: "AccessDenied", inARow: 1 });

  it.each([
    { what: "the tail has read past it and Insights has confirmed it", coverage: covered(195, 190) },
    {
      what: "the tail has read past it and Insights keeps failing",
      coverage: troubled(covered(195, undefined), "insights"),
    },
    {
      what: "the tail has read past it and Insights is denied",
      coverage: troubled(covered(195, undefined), "insights", denied),
    },
    {
      what: "the tail keeps failing and Insights was asked after its lag",
      coverage: troubled(covered(100, 310), "tail"),
    },
    {
      what: "the tail is denied and Insights was asked after its lag",
      coverage: troubled(covered(undefined, 310), "tail", denied),
    },
    {
      what: "only Insights can read and was asked after its lag",
      coverage: covered(undefined, 310, { insightsOnly: [group] }),
    },
  ])("$what", ({ coverage }) => {
    expect(isAbsenceProven(coverage, until, 5)).toBe(true);
  });
});

describe("Insights is asked for a confirmation", () => {
  it("at the deadline, while the tail works", () => {
    expect(confirmFrom(covered(190, undefined), until)).toBe(until);
  });

  it.each([
    { what: "the tail is in trouble", coverage: troubled(covered(190, undefined), "tail", aTrouble()) },
    { what: "only Insights can read", coverage: covered(190, undefined, { insightsOnly: [group] }) },
  ])("two minutes later, when $what: lines become queryable late", ({ coverage }) => {
    expect(confirmFrom(coverage, until)).toBe(at(310));
  });
});
