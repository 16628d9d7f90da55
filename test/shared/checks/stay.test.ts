import { describe, expect, it } from "vitest";
import { isNewlySettled, signalled, signalledBefore } from "../../../shared/checks/stay.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aKey } from "../../builders/a-record.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";
import { secondOf } from "../../builders/probe-bench.ts";

/** A wait of so many milliseconds, during which the counter shows these numbers. */
async function waited(milliseconds: number, counts: readonly number[], wait = signalled) {
  const clock = aJumpingClock("2026-03-01T10:00:00.000Z");
  const [left, asked] = [[...counts], [] as unknown[]];
  const count = async (rollout: unknown) => {
    asked.push(rollout);
    return left.shift() ?? 3;
  };
  const isSignalled = await wait({ signals: { count }, clock }, aKey(), { signals: 3, milliseconds });
  return { isSignalled, asked: asked.length, second: secondOf(clock.now()) };
}

describe("a wait for the next look", () => {
  it.each([
    ["ends at the counter's first change, within 2 s", 5000, [3, 4], { isSignalled: true, asked: 2, second: 4 }],
    ["ends at a signal that came before it began", 5000, [9], { isSignalled: true, asked: 1, second: 2 }],
    ["sees a signal at its very end", 5000, [3, 3, 4], { isSignalled: true, asked: 3, second: 5 }],
    ["is as long as told without a signal", 5000, [], { isSignalled: false, asked: 3, second: 5 }],
    ["of no time asks nothing", 0, [4], { isSignalled: false, asked: 0, second: 0 }],
  ])("%s", async (_, milliseconds, counts, expected) => {
    expect(await waited(milliseconds, counts)).toEqual(expected);
  });
});

describe("a wait whose end is asked for elsewhere", () => {
  it.each([
    ["ends at the counter's first change before that", 5000, [3, 4], { isSignalled: true, asked: 2, second: 4 }],
    ["asks nothing at its very end", 5000, [3, 3, 4], { isSignalled: false, asked: 2, second: 5 }],
    ["of one step asks nothing", 2000, [4], { isSignalled: false, asked: 0, second: 2 }],
    ["of no time asks nothing", 0, [4], { isSignalled: false, asked: 0, second: 0 }],
  ])("%s", async (_, milliseconds, counts, expected) => {
    expect(await waited(milliseconds, counts, signalledBefore)).toEqual(expected);
  });
});

describe("findings are newly settled", () => {
  const pending = aFinding({ status: "pending" });

  it.each([
    ["when nothing was known of the check", [aFinding()], [], true],
    ["when the check was pending", [aFinding()], [pending], true],
    ["when a check that passed fails", [aFinding({ status: "failed" })], [aFinding()], true],
    ["when one of several is", [pending, aFinding({ check: "other" })], [pending], true],
    ["never while they are pending", [pending], [], false],
    ["never when one that was settled is pending again", [pending], [aFinding()], false],
    ["never by another reason alone", [aFinding({ reason: "seen twice" })], [aFinding()], false],
  ])("%s", (_, findings, before, expected) => {
    expect(isNewlySettled(findings, before)).toBe(expected);
  });
});
