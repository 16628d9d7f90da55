import { describe, expect, it } from "vitest";
import { at } from "../../../builders/a-rollout.ts";
import { aTask } from "../../../builders/a-task.ts";
import { aSignature } from "../../../builders/checks.ts";
import { judged } from "../../../builders/judged-signature.ts";
import { aCoverage, aLogHit, aTrouble, group, streamOf } from "../../../builders/log-evidence.ts";

const started = aSignature();
const rejecting = aSignature({ reject: [{ pattern: "FAILED" }] });
const failed = aLogHit({ pattern: "reject 1", at: at(20), text: "APPLICATION FAILED TO START" });
const unread = { tail: { targets: {} }, insights: { ...aCoverage(at(0)).insights, confirmedUntil: {} } };

describe("a rejected line fails the check", () => {
  it("at once, with the line, its container and its task", () => {
    expect(judged(rejecting, { hits: [aLogHit(), failed], seconds: 21 })).toEqual({
      check: "started",
      kind: "log-signature",
      mode: "gate",
      at: at(21),
      status: "failed",
      sign: "seen",
      reason: "app of task t1 logged: APPLICATION FAILED TO START",
      lines: [{ at: at(20), group, stream: streamOf("t1"), text: "APPLICATION FAILED TO START" }],
    });
  });

  it.each([
    { what: "although everything expected was seen", situation: { hits: [aLogHit(), failed], seconds: 500 } },
    {
      what: "although no reader can look any more",
      situation: { hits: [failed], seconds: 60, coverage: { blind: aTrouble({ inARow: 9 }) } },
    },
    { what: "although no task runs any more", situation: { hits: [failed], seconds: 60, facts: { tasks: [] } } },
  ])("$what", ({ situation }) => {
    expect(judged(rejecting, situation)).toMatchObject({ status: "failed", sign: "seen" });
  });

  it("by the first of several lines, with what the pattern names", () => {
    const earlier = aLogHit({
      pattern: "reject 1",
      taskId: "0123456789",
      at: at(18),
      text: "migration V7 FAILED",
      facts: { version: "7" },
    });
    const same = aLogHit({ pattern: "reject 1", taskId: "t9", at: at(20), text: "again" });

    expect(judged(rejecting, { hits: [failed, same, earlier], seconds: 21 })).toMatchObject({
      reason: "app of task 01234567 logged: migration V7 FAILED",
      facts: { version: "7" },
      lines: [{ text: "migration V7 FAILED" }, { text: "APPLICATION FAILED TO START" }, { text: "again" }],
    });
  });

  it("with the lines that follow it, and what they describe", () => {
    const following = ["***", "Description:", "Port 8080 was already in use.", "Action:"].map((text, index) => ({
      at: at(21 + index),
      text,
    }));
    const finding = judged(rejecting, { hits: [{ ...failed, following }], seconds: 30 });

    expect(finding.reason).toBe("app of task t1 logged: APPLICATION FAILED TO START: Port 8080 was already in use.");
    expect(finding.lines).toHaveLength(5);
    expect(finding.lines?.at(-1)).toEqual({ at: at(24), group, stream: streamOf("t1"), text: "Action:" });
  });

  it("with what Flyway quotes of the database, in the place of its word on the transaction", () => {
    const following = [
      { at: at(21), text: "SQL State  : 42P01" },
      { at: at(21), text: 'Message    : ERROR: relation "vehicel" does not exist' },
    ];
    const hit = { ...failed, headline: 'Migration to version "43" failed!', following };

    expect(judged(rejecting, { hits: [hit], seconds: 30 }).reason).toBe(
      'app of task t1 logged: Migration to version "43" failed! ERROR: relation "vehicel" does not exist',
    );
  });

  it("with the error that a Python trace ends with, in the place of its title", () => {
    const following = [
      { at: at(21), text: '  File "manage.py", line 22, in <module>' },
      { at: at(21), text: 'psycopg.errors.NotNullViolation: column "depot_id" contains null values' },
    ];
    const hit = { ...failed, text: "Applying parcels.0042...Traceback (most recent call last):", following };

    expect(judged(rejecting, { hits: [hit], seconds: 30 }).reason).toBe(
      'app of task t1 logged: Applying parcels.0042... psycopg.errors.NotNullViolation: column "depot_id" contains null values',
    );
  });

  it("never by an expected line, nor an expected line by another one", () => {
    const check = aSignature({ expect: [{ pattern: "one" }, { pattern: "two" }] });

    expect(judged(check, { hits: [aLogHit(), aLogHit({ pattern: "expect 2" })], seconds: 21 })).toMatchObject({
      status: "passed",
    });
    expect(judged(check, { hits: [aLogHit({ pattern: "expect 2" })], seconds: 21 }).reason).toBe('waiting for "one"');
  });

  it("never by the line of another check", () => {
    expect(judged(rejecting, { hits: [{ ...failed, check: "other" }], seconds: 21 })).toMatchObject({
      status: "pending",
    });
    expect(judged(rejecting, { hits: [{ ...aLogHit(), check: "other" }], seconds: 21 })).toMatchObject({
      status: "pending",
    });
  });
});

describe("an expected line that does not come", () => {
  it("is missing evidence when its absence is proven", () => {
    expect(judged(started, { seconds: 195 })).toEqual({
      check: "started",
      kind: "log-signature",
      mode: "gate",
      at: at(195),
      status: "failed",
      sign: "missing",
      reason: 'missing evidence: "Started \\S+ in" not seen within 3m of the first running task',
      deadline: at(190),
      lines: [],
    });
  });

  it("is told apart from a log without any line", () => {
    expect(judged(started, { seconds: 195, coverage: { anyLine: false } }).reason).toMatch(
      /running task; no line at all was read$/,
    );
    expect(judged(started, { seconds: 195, coverage: { anyLine: true } }).reason).toMatch(/running task$/);
  });

  it("is waited for until then", () => {
    const deadline = at(190);

    expect(judged(started, { seconds: 189 })).toMatchObject({
      status: "pending",
      reason: 'waiting for "Started \\S+ in"',
      deadline,
    });
    expect(judged(started, { seconds: 190 })).toMatchObject({
      status: "pending",
      reason: '"Started \\S+ in" not seen in time; asking Logs Insights once more',
      deadline,
    });
  });

  it("is not called missing while nobody could read", () => {
    expect(judged(started, { seconds: 500, coverage: unread })).toMatchObject({ status: "pending" });
  });

  it("is missing although it came late, and the reason says how late", () => {
    const late = aLogHit({ at: at(202), text: "late" });

    expect(judged(started, { hits: [late], seconds: 205 })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason: expect.stringMatching(/of the first running task; it came 12s too late$/),
      lines: [{ text: "late" }],
    });
  });

  it("gets the time back in which no reader could look, and the reason says so", () => {
    expect(judged(started, { seconds: 224, coverage: { blindSeconds: 30 } })).toMatchObject({
      status: "pending",
      deadline: at(220),
    });
    expect(judged(started, { seconds: 225, coverage: { blindSeconds: 30 } })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("of the first running task, moved by 30s in which no reader could look"),
    });
  });

  it("of every task names how many logged it", () => {
    const check = aSignature({ expect: [{ pattern: "up", quorum: "every-task" }] });

    expect(judged(check, { hits: [aLogHit()], seconds: 100 }).reason).toBe('waiting for "up" (1 of 2 tasks)');
    expect(judged(check, { hits: [aLogHit()], seconds: 195 })).toMatchObject({
      status: "failed",
      reason: 'missing evidence: "up" not seen within 3m of the task\'s start (1 of 2 tasks, missing in t2)',
    });
  });

  it("cannot be missing while no task runs", () => {
    expect(judged(started, { seconds: 900, facts: { tasks: [] } })).toMatchObject({
      status: "pending",
      reason: "no task of this rollout is running yet",
    });
  });

  it("is looked for by its earliest deadline among several", () => {
    const check = aSignature({ expect: [{ pattern: "any" }, { pattern: "all", quorum: "every-task" }] });
    const facts = { tasks: [aTask({ startedAt: at(10) }), aTask({ startedAt: at(5) }, "t2")] };

    expect(judged(check, { seconds: 100, facts })).toMatchObject({ deadline: at(185), reason: 'waiting for "any"' });
  });

  it("of a preset is called by the tool's name", () => {
    const check = aSignature({ preset: "flyway", expect: [] });

    expect(judged(check, { seconds: 195 }).reason).toMatch(/^missing evidence: Flyway's success line not seen/);
  });
});

describe("a check that cannot look", () => {
  it.each([
    { what: "too often", blind: aTrouble({ inARow: 5 }) },
    { what: "because it is denied", blind: aTrouble({ error: "AccessDenied" }) },
  ])("$what is inconclusive, and says why", ({ blind }) => {
    expect(judged(started, { hits: [aLogHit()], seconds: 60, coverage: { blind } })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("logs:FilterLogEvents on /ecs/shop was throttled"),
    });
  });

  it("is inconclusive when its container is not there", () => {
    expect(judged(aSignature({ container: "web" }), { seconds: 20 })).toMatchObject({
      status: "inconclusive",
      reason: "the task definition has no container web (it has app)",
    });
  });
});
