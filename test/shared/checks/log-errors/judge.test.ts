import { describe, expect, it } from "vitest";
import { judgeLogErrors } from "../../../../shared/checks/log-errors/judge.ts";
import type { LogCoverage, LogHit } from "../../../../shared/domain/log.ts";
import { aContainer, aRollout, at } from "../../../builders/a-rollout.ts";
import { theFacts } from "../../../builders/a-task.ts";
import { aBudget } from "../../../builders/checks.ts";
import { aCoverage, aLogHit, aTrouble, group, streamOf } from "../../../builders/log-evidence.ts";

function errors(...seconds: readonly number[]): LogHit[] {
  return seconds.map((second) =>
    aLogHit({ check: "errors", pattern: "error", at: at(second), text: `ERROR ${second}` }),
  );
}

function judged(
  hits: readonly LogHit[],
  seconds: number,
  coverage: Partial<LogCoverage> = {},
  tasks = theFacts().tasks,
) {
  return judgeLogErrors(
    aBudget(),
    { hits, coverage: aCoverage(at(seconds), coverage) },
    theFacts({ tasks }),
    at(seconds),
  );
}

describe("an error budget", () => {
  it("fails at one line more than allowed, with its time and its lines in order", () => {
    expect(judged(errors(72, 20, 40), 73)).toEqual({
      check: "errors",
      kind: "log-errors",
      mode: "gate",
      at: at(73),
      status: "failed",
      sign: "seen",
      reason: "3 lines match ERROR after 1m02s, more than the 2 allowed",
      facts: { lines: 3, max: 2 },
      deadline: at(310),
      lines: [20, 40, 72].map((second) => ({ at: at(second), group, stream: streamOf("t1"), text: `ERROR ${second}` })),
    });
  });

  it("fails before any task is called running", () => {
    const finding = judged(errors(1, 2, 3), 4, {}, []);

    expect(finding).toMatchObject({
      status: "failed",
      reason: "3 lines match ERROR after 0s, more than the 2 allowed",
    });
    expect(finding).not.toHaveProperty("deadline");
  });

  it("shows no line whose text was not kept", () => {
    expect(judged([...errors(20, 30), { ...aLogHit({ check: "errors", at: at(40) }), text: "" }], 50)).toMatchObject({
      facts: { lines: 3 },
      lines: [{ text: "ERROR 20" }, { text: "ERROR 30" }],
    });
  });

  it.each([
    { what: "lines of another check", hits: [...errors(20, 30), aLogHit()] },
    { what: "lines after its time", hits: errors(20, 30, 311) },
  ])("does not count $what", ({ hits }) => {
    expect(judged(hits, 315)).toMatchObject({ status: "passed", facts: { lines: 2, max: 2 } });
  });

  it("counts a line at its last moment", () => {
    expect(judged(errors(20, 30, 310), 315)).toMatchObject({ status: "failed" });
  });

  it("passes when the time is over and nothing more can come", () => {
    expect(judged(errors(20), 315)).toMatchObject({
      status: "passed",
      reason: "1 lines match ERROR, at most 2 allowed",
      lines: [{ text: "ERROR 20" }],
    });
    for (const seconds of [309, 314]) {
      expect(judged(errors(20), seconds)).toMatchObject({
        status: "pending",
        reason: "1 lines match ERROR, at most 2 allowed; counting for 5m",
        facts: { lines: 1, max: 2 },
        deadline: at(310),
      });
    }
  });

  it("does not pass before its time is over, however far the readers got", () => {
    const evidence = { hits: [], coverage: aCoverage(at(400)) };

    expect(judgeLogErrors(aBudget(), evidence, theFacts(), at(309))).toMatchObject({ status: "pending" });
  });

  it("waits for the first task", () => {
    expect(judged([], 600, {}, [])).toMatchObject({
      status: "pending",
      reason: "no task of this rollout is running yet",
    });
  });

  it("is inconclusive when nobody can look, but a broken budget stays broken", () => {
    const coverage = { blind: aTrouble({ inARow: 5 }) };

    expect(judged(errors(20), 60, coverage)).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("throttled"),
    });
    expect(judged(errors(20, 21, 22), 60, coverage)).toMatchObject({ status: "failed" });
  });

  it("never passes over a container that nobody can read, and says how to leave it out", () => {
    const coverage = { unreadable: [{ container: "app", reason: "it has no log configuration" }] };
    const rollout = aRollout({ containers: [aContainer(), aContainer({ name: "proxy" })] });
    const evidence = { hits: [], coverage: aCoverage(at(315), coverage) };

    expect(judgeLogErrors(aBudget(), evidence, theFacts({ rollout }), at(315))).toMatchObject({
      status: "inconclusive",
      reason: "logs not available: app: it has no log configuration (to leave it out, name the others: proxy)",
    });
    const chosen = judgeLogErrors(aBudget({ container: "proxy" }), evidence, theFacts({ rollout }), at(315));
    expect(chosen).toMatchObject({ status: "passed" });
  });

  it("says so when it passes without any line", () => {
    expect(judged([], 315, { anyLine: false })).toMatchObject({
      status: "passed",
      reason: "0 lines match ERROR, at most 2 allowed; no line at all was read",
    });
  });

  it("counts longer when no reader could look for a while", () => {
    expect(judged(errors(20), 315, { blindSeconds: 1 })).toMatchObject({ status: "pending", deadline: at(311) });
  });
});
