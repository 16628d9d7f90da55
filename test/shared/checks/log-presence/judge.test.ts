import { describe, expect, it } from "vitest";
import { judgeLogPresence } from "../../../../shared/checks/log-presence/judge.ts";
import type { LogCoverage, LogHit } from "../../../../shared/domain/log.ts";
import { at } from "../../../builders/a-rollout.ts";
import { theFacts } from "../../../builders/a-task.ts";
import { aPresence } from "../../../builders/checks.ts";
import { aCoverage, aLogHit, aTrouble } from "../../../builders/log-evidence.ts";

interface Situation {
  readonly hits?: readonly LogHit[];
  readonly seconds: number;
  readonly coverage?: Partial<LogCoverage>;
  readonly tasks?: ReturnType<typeof theFacts>["tasks"];
}

function judged(
  check: ReturnType<typeof aPresence>,
  { hits = [], seconds, coverage, tasks = theFacts().tasks }: Situation,
) {
  return judgeLogPresence(
    check,
    { hits, coverage: aCoverage(at(seconds), coverage) },
    theFacts({ tasks }),
    at(seconds),
  );
}

const line = (taskId: string): LogHit => aLogHit({ check: "logs", pattern: "any line", taskId });
const each = aPresence();
const any = aPresence({ quorum: "any-task" });

describe("lines must come: the check", () => {
  it.each([
    { check: each, hits: [line("t1")], reason: "missing evidence: 1 of 2 tasks logged any line within 3m" },
    { check: any, hits: [], reason: "missing evidence: no task logged any line within 3m" },
    {
      check: aPresence({ container: ["app"] }),
      hits: [],
      reason: "missing evidence: 0 of 2 tasks logged any line in container app within 3m",
    },
  ])("fails with $reason", ({ check, hits, reason }) => {
    expect(judged(check, { hits, seconds: 195 })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason,
      deadline: at(190),
    });
  });

  it("says that its deadline was moved", () => {
    expect(judged(any, { seconds: 225, coverage: { blindSeconds: 30 } }).reason).toBe(
      "missing evidence: no task logged any line within 3m, moved by 30s in which no reader could look",
    );
  });

  it("waits until silence is proven", () => {
    for (const seconds of [100, 190, 194]) {
      expect(judged(each, { hits: [line("t1")], seconds })).toMatchObject({
        status: "pending",
        reason: "waiting for the first log lines (1 of 2 tasks)",
        deadline: at(190),
      });
    }
    const evidence = { hits: [], coverage: aCoverage(at(400)) };
    expect(judgeLogPresence(any, evidence, theFacts(), at(189))).toMatchObject({ status: "pending" });
  });

  it("waits for the first task", () => {
    const finding = judged(each, { seconds: 600, tasks: [] });

    expect(finding).toMatchObject({ status: "pending", reason: "no task of this rollout is running yet" });
    expect(finding).not.toHaveProperty("deadline");
  });

  it("waits without a deadline for a task that is still to start", () => {
    const finding = judged(each, { hits: [line("t1")], seconds: 600, tasks: theFacts().tasks.slice(0, 1) });

    expect(finding).toMatchObject({ status: "pending" });
    expect(finding).not.toHaveProperty("deadline");
  });

  it("is inconclusive when nobody can look", () => {
    expect(
      judged(any, { hits: [line("t1")], seconds: 60, coverage: { blind: aTrouble({ inARow: 5 }) } }),
    ).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("no log reader could look"),
    });
  });

  it("is inconclusive for a container that is not there", () => {
    expect(judged(aPresence({ container: "web" }), { seconds: 60 })).toMatchObject({ status: "inconclusive" });
  });

  it("passes when enough tasks log", () => {
    expect(judged(each, { hits: [line("t1"), line("t2")], seconds: 20 })).toMatchObject({
      status: "passed",
      reason: "log lines from 2 of 2 tasks",
    });
    expect(judged(any, { hits: [line("t2")], seconds: 20 })).toMatchObject({
      status: "passed",
      reason: "log lines from 1 of 1 tasks",
    });
  });

  it("does not take another check's lines for its own", () => {
    expect(judged(any, { hits: [aLogHit()], seconds: 20 })).toMatchObject({ status: "pending" });
  });
});
