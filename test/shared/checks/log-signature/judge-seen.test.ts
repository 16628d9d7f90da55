import { describe, expect, it } from "vitest";
import { at } from "../../../builders/a-rollout.ts";
import { aSignature } from "../../../builders/checks.ts";
import { judged } from "../../../builders/judged-signature.ts";
import { aLogHit } from "../../../builders/log-evidence.ts";

const started = aSignature();

describe("a line that must come exactly once", () => {
  const once = aSignature({ expect: [{ pattern: "migrated", quorum: "exactly-once" }] });

  it("fails the check the second time", () => {
    const hits = [aLogHit({ text: "one" }), aLogHit({ taskId: "t2", text: "two" })];

    expect(judged(once, { hits, seconds: 30 })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: '"migrated" was logged 2 times by 2 tasks, expected exactly once',
      lines: [{ text: "one" }, { text: "two" }],
    });
  });

  it("passes only when a second one is proven absent", () => {
    expect(judged(once, { hits: [aLogHit()], seconds: 190 })).toMatchObject({
      status: "pending",
      reason: "seen once so far; counting for 3m",
      deadline: at(190),
    });
    expect(judged(once, { hits: [aLogHit()], seconds: 195 })).toMatchObject({ status: "passed" });
  });
});

describe("a check whose expected lines were seen", () => {
  it("passes at once, with the lines and what the pattern names", () => {
    const hits = [
      aLogHit({ at: at(30), text: "later", facts: { duration: "9" } }),
      aLogHit({ text: "first", facts: { duration: "4" } }),
    ];

    expect(judged(started, { hits, seconds: 31 })).toMatchObject({
      status: "passed",
      reason: 'seen: "Started \\S+ in"',
      lines: [{ text: "first" }, { text: "later" }],
      facts: { duration: "4" },
    });
    expect(judged(started, { hits: [aLogHit()], seconds: 31 })).not.toHaveProperty("facts");
  });

  it("shows three lines at most", () => {
    const hits = [11, 12, 13, 14].map((second) => aLogHit({ at: at(second) }));

    expect(judged(started, { hits, seconds: 31 }).lines).toHaveLength(3);
  });

  it("names every line, and in how many tasks it was seen", () => {
    const check = aSignature({ expect: [{ pattern: "any" }, { pattern: "all", quorum: "every-task" }] });
    const hits = [aLogHit(), ...["t1", "t2"].map((taskId) => aLogHit({ pattern: "expect 2", taskId }))];

    expect(judged(check, { hits, seconds: 31 }).reason).toBe('seen: "any", "all" in 2 tasks');
    expect(judged(check, { hits: hits.slice(0, 2), seconds: 31 })).toMatchObject({ status: "pending" });
  });

  it("cuts a long pattern in its reason", () => {
    const check = aSignature({ expect: [{ pattern: "x".repeat(61) }] });

    expect(judged(check, { hits: [aLogHit()], seconds: 31 }).reason).toBe(`seen: "${"x".repeat(60)}…"`);
  });

  it("goes on watching for rejected lines as long as it is told", () => {
    const check = aSignature({ reject: [{ pattern: "FAILED" }], for: "4m" });

    expect(judged(check, { hits: [aLogHit()], seconds: 254 })).toMatchObject({
      status: "pending",
      reason: "no rejected line so far; watching for 4m",
      deadline: at(250),
    });
    expect(judged(check, { hits: [aLogHit()], seconds: 255 })).toMatchObject({ status: "passed" });
  });

  it("passes without any expected line when no rejected one came", () => {
    const check = aSignature({ expect: [], reject: [{ pattern: "FAILED" }], for: "2m" });

    expect(judged(check, { seconds: 135 })).toMatchObject({ status: "passed", reason: "no rejected line", lines: [] });
  });
});
