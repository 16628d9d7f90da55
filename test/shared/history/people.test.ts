import { describe, expect, it } from "vitest";
import type { OperatorDecision } from "../../../shared/domain/operator-decision.ts";
import { historyOf } from "../../../shared/history/history.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";

const range = { since: "2026-03-01T00:00:00.000Z", until: "2026-03-29T12:00:00.000Z" };
/** A Monday, 9:00. */
const startedAt = "2026-03-02T09:00:00.000Z";
const noon = "2026-03-02T12:00:00.000Z";

function decided(over: Partial<OperatorDecision> = {}): OperatorDecision {
  return anOperatorDecision({ at: noon, ...over });
}

function peopleOf(...rollouts: readonly Partial<RolledOut>[]) {
  return historyOf(
    rollouts.map((over, index) => rolledOut({ startedAt: startedAt.replace("02T", `0${index + 2}T`), ...over })),
    range,
  );
}

describe("what people did", () => {
  it("is nothing where nobody decided", () => {
    const { people, withoutPerson } = peopleOf({}, {});
    expect(people).toEqual({
      decided: { count: 0, of: 2, percent: 0 },
      overrides: 0,
      stops: 0,
      hotfixes: 0,
      afterHours: { count: 0, of: 0 },
      zones: [],
      minutes: { count: 0, total: 0 },
    });
    expect(withoutPerson.count).toBe(2);
  });

  it("takes a deployment out of those that asked nobody, also when only the hotfix lane was used", () => {
    const { withoutPerson, people } = peopleOf(
      { decisions: [decided()] },
      { decisions: [decided({ id: "another", lane: "hotfix" })] },
      {},
    );
    expect(withoutPerson).toMatchObject({ count: 1, of: 3 });
    expect(people).toMatchObject({ decided: { count: 2, of: 3 }, hotfixes: 1 });
  });

  it("is an override only where the verdict is no pass", () => {
    const decisions = [decided()];
    expect(peopleOf({ decisions }).people).toMatchObject({ overrides: 0, stops: 0 });
    expect(peopleOf({ decisions, status: "failed" }).people).toMatchObject({ overrides: 1, stops: 0 });
    expect(peopleOf({ decisions, status: "inconclusive" }).people).toMatchObject({ overrides: 1 });
    expect(peopleOf({ decisions, status: undefined }).people).toMatchObject({ overrides: 0 });
  });

  it("is an override in whatever order the Regions come in of which only one had failed", () => {
    const decisions = [decided({ id: "both" })];
    const [failed, passed] = [
      { decisions, status: "failed" },
      { decisions, region: "eu-west-1" },
    ] as const;
    expect(peopleOf(failed, passed).people).toMatchObject({ overrides: 1 });
    expect(peopleOf(passed, failed).people).toMatchObject({ overrides: 1 });
  });

  it("is a stop where somebody held back what had passed", () => {
    const decisions = [decided({ decision: "alert" })];
    expect(peopleOf({ decisions }).people).toMatchObject({ overrides: 0, stops: 1 });
    expect(peopleOf({ decisions, status: "failed" }).people).toMatchObject({ overrides: 0, stops: 0 });
  });

  it("is counted once where one decision was kept in several Regions", () => {
    const both = {
      startedAt,
      status: "failed",
      release: "v9",
      decisions: [decided({ id: "one", minutes: 20 })],
    } as const;
    const { people } = peopleOf(both, { ...both, region: "eu-west-1" });
    expect(people).toMatchObject({
      decided: { count: 2, of: 2 },
      overrides: 1,
      minutes: { count: 1, median: 20, total: 20 },
    });
  });
});

describe("minutes of manual work", () => {
  it("are those of a release, over all of its decisions", () => {
    const { people } = peopleOf(
      { decisions: [decided({ id: "1", minutes: 10 }), decided({ id: "2", minutes: 5 })] },
      { decisions: [decided({ id: "3", minutes: 45 })] },
      { decisions: [decided({ id: "4" })] },
    );
    expect(people.minutes).toEqual({ count: 2, median: 15, p95: 45, worst: 45, total: 60 });
  });
});

describe("after hours in the zone of the profile's promotion window", () => {
  it.each([
    // Friday evening in Brisbane, and Sunday night in UTC, where it is Monday morning there.
    ["2026-03-06T08:30:00.000Z", true],
    ["2026-03-08T23:30:00.000Z", false],
  ])("%s is %s", (at, isAfter) => {
    const { people } = peopleOf({ decisions: [decided({ at })], zone: "Australia/Brisbane" });
    expect(people).toMatchObject({
      afterHours: { count: isAfter ? 1 : 0, of: 1 },
      zones: ["Australia/Brisbane"],
    });
  });
});

describe("after hours", () => {
  it.each([
    ["2026-03-02T07:59:59.999Z", true],
    ["2026-03-02T08:00:00.000Z", false],
    ["2026-03-06T17:59:59.999Z", false],
    ["2026-03-06T18:00:00.000Z", true],
    ["2026-03-07T12:00:00.000Z", true],
    ["2026-03-08T12:00:00.000Z", true],
  ])("%s is %s by UTC, where the profile names no zone", (at, isAfter) => {
    const { people } = peopleOf({ decisions: [decided({ at })] });
    expect(people).toMatchObject({ afterHours: { count: isAfter ? 1 : 0, of: 1 }, zones: ["UTC"] });
  });
});
