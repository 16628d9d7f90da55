import { describe, expect, it } from "vitest";
import type { TailCoverage } from "../../../shared/domain/log.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { readTail } from "../../../shared/logs/read-tail.ts";
import { streamDigest } from "../../../shared/logs/stream-digest.ts";
import { pauseAfter, pauseAfterRefusal } from "../../../shared/logs/tail-pause.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aTarget } from "../../builders/log-evidence.ts";

const target = "/ecs/shop";
const throttled = { error: "DependencyThrottled", message: "Rate exceeded", inARow: 3, since: at(4) };

function earlier(over: Partial<TailCoverage> = {}, pauseSeconds?: number): TailCoverage {
  const read = { readUntil: at(0), readAt: at(0), streams: "x", ...(pauseSeconds !== undefined && { pauseSeconds }) };
  return { targets: { [target]: read }, ...over };
}

describe("the pause of the tail", () => {
  it.each([
    { what: "the first look", given: { targets: {} }, now: at(4), pause: undefined },
    { what: "a look that was let through at once", given: earlier(), now: at(4), pause: undefined },
    {
      what: "a look after other trouble",
      given: earlier({ trouble: { ...throttled, error: "DependencyUnavailable" } }),
      now: at(20),
      pause: undefined,
    },
    { what: "a look after throttling", given: earlier({ trouble: throttled }), now: at(10), pause: 12 },
    {
      what: "a look after throttling that awaits a line",
      given: earlier({ trouble: throttled }),
      now: at(20),
      pause: 8,
      awaiting: true,
    },
    { what: "a look after long throttling", given: earlier({ trouble: throttled }), now: at(200), pause: 24 },
    { what: "a look after short throttling", given: earlier({ trouble: throttled }), now: at(3), pause: undefined },
    { what: "a look that was let through at once after a pause", given: earlier({}, 16), now: at(20), pause: 8 },
    { what: "the last of these", given: earlier({}, 6), now: at(20), pause: undefined },
  ])("after $what is $pause seconds", ({ given, now, pause, awaiting = false }) => {
    expect(pauseAfter(given, { target, now, awaiting }).pauseSeconds).toBe(pause);
  });
});

describe("the pause of a target whose read was refused", () => {
  it.each([
    { who: "one who awaits a line", awaiting: true, error: "DependencyThrottled", now: at(10), pause: undefined },
    { who: "one who was refused for another reason", error: "DependencyUnavailable", now: at(10), pause: undefined },
    { who: "one who only guards", error: "DependencyThrottled", now: at(10), pause: 18 },
    { who: "one who only guards, and whose turn has come", error: "DependencyThrottled", now: at(20), pause: 24 },
  ])("of $who ends $pause seconds after its last read", ({ awaiting = false, error, now, pause }) => {
    expect(pauseAfterRefusal({ readAt: at(0) }, { error }, { now, awaiting }).pauseSeconds).toBe(pause);
  });

  it("is kept with what was read before", async () => {
    const known = { readUntil: at(0), readAt: at(0), streams: streamDigest(aTarget()) };
    const refused = { read: () => Promise.reject(new ValidatorError("DependencyThrottled", "Rate exceeded")) };
    const look = { targets: [aTarget()], windowStart: start, now: at(4) };
    const { coverage, failed } = await readTail(refused, look, { targets: { [aTarget().id]: known } });
    expect(failed).toBe(1);
    expect(coverage.targets[aTarget().id]).toEqual({ ...known, pauseSeconds: 12 });
  });
});

describe("a target in its pause", () => {
  const paused = { readUntil: at(0), readAt: at(0), streams: streamDigest(aTarget()), pauseSeconds: 16 };
  const look = { targets: [aTarget()], windowStart: start };
  const tail = { read: async (_: unknown, __: string, to: string) => ({ lines: [], readUntil: to }) };
  const given: TailCoverage = { targets: { [aTarget().id]: paused }, trouble: throttled };

  it("is left alone, which is neither a success nor a failure", async () => {
    const { coverage, succeeded, failed } = await readTail(tail, { ...look, now: at(12) }, given);
    expect({ coverage, succeeded, failed }).toEqual({ coverage: given, succeeded: 0, failed: 0 });
  });

  it("is read after it, when absence is about to be concluded, and when a stream is new", async () => {
    const another = aTarget({ streams: ["another"] });
    expect(await readTail(tail, { ...look, now: at(16) }, given)).toMatchObject({ succeeded: 1 });
    expect(await readTail(tail, { ...look, now: at(4), isUrgent: true }, given)).toMatchObject({ succeeded: 1 });
    expect(await readTail(tail, { ...look, targets: [another], now: at(4) }, given)).toMatchObject({ succeeded: 1 });
  });
});
