import { describe, expect, it } from "vitest";
import type { RolloutDossier } from "../../../shared/domain/evidence.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { LogHit } from "../../../shared/domain/log.ts";
import { checkLanes, hitsOf } from "../../../shared/page/check-lanes.ts";
import { timeScale } from "../../../shared/page/time-scale.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aLogHit } from "../../builders/log-evidence.ts";

const scale = timeScale(start, at(200));

function judged(
  finding: Partial<Finding>,
  hits: readonly LogHit[],
  config: Readonly<Record<string, unknown>> = {},
): RolloutDossier {
  const check = { name: "started", kind: "log-signature", within: "3m", expect: [{ pattern: "Started" }], ...config };
  return aDossier({
    record: aRecord({ profile: aProfile({ checks: [check] }) }),
    findings: [aFinding(finding)],
    measurements: [{ of: "logs", check: "started", at: at(150), hits }],
  });
}

describe("the lanes of a log check", () => {
  it("show each hit, and the deadline from the first running task, moved by the time without sight", () => {
    const dossier = judged({}, [aLogHit(), aLogHit({ taskId: "t2", at: at(30) })]);

    expect(checkLanes(dossier, scale)).toMatchObject([
      {
        label: "started",
        spots: [
          { kind: "deadline", at: 0.95 },
          { kind: "seen", at: 0.075 },
          { kind: "seen", at: 0.15 },
        ],
        note: "seen in 2 tasks by +0:30",
        tone: "good",
      },
    ]);
    const blind = {
      ...dossier,
      coverage: dossier.coverage && { ...dossier.coverage, blindSeconds: 10 },
    } as RolloutDossier;
    expect(checkLanes(blind, scale)[0]?.spots[0]).toMatchObject({ kind: "deadline", at: 1 });
  });

  it("mark a miss at its deadline", () => {
    const missed = judged({ status: "failed", sign: "missing", deadline: at(100) }, []);

    expect(checkLanes(missed, scale)).toMatchObject([
      { spots: [{ kind: "missed", at: 0.5 }], note: "not seen, due +1:40", tone: "bad" },
    ]);
  });

  it("tell that some tasks said it, and not all", () => {
    const missed = judged({ status: "failed", sign: "missing", deadline: at(100) }, [aLogHit()]);

    expect(checkLanes(missed, scale)[0]?.note).toBe("in 1 task only, due +1:40");
  });

  it("name a deadline that lies beyond the drawing instead of drawing it", () => {
    const waiting = judged({ status: "pending", deadline: at(300) }, []);

    expect(checkLanes(waiting, scale)).toMatchObject([{ spots: [], note: "awaited until +5:00", tone: "plain" }]);
  });

  it("have one for each expected line, and one for rejected lines when there are any", () => {
    const config = { preset: "flyway", reject: [{ pattern: "PANIC" }] };
    const hits = [aLogHit({ pattern: "expect 2" }), aLogHit({ pattern: "reject 1", text: "PANIC", key: "p" })];
    const lanes = checkLanes(judged({ status: "failed", sign: "seen" }, hits, config), scale);

    expect(lanes.map(({ label, note }) => [label, note])).toEqual([
      ["started: success line of flyway", "not seen"],
      ["started: Started", "seen in 1 task by +0:15"],
      ["started: rejected", "1 line from +0:15"],
    ]);
    expect(lanes[2]?.spots).toMatchObject([{ kind: "rejected", title: expect.stringContaining("PANIC") }]);
  });

  it("count the lines of an error budget, as bad only when it is spent", () => {
    const budget = { kind: "log-errors", expect: undefined, within: undefined, for: "1m", pattern: "ERROR" };
    const hits = [aLogHit({ pattern: "error" }), aLogHit({ pattern: "error", at: at(16), key: "other" })];

    expect(checkLanes(judged({}, hits, budget), scale)).toMatchObject([{ note: "2 lines from +0:15", tone: "plain" }]);
    expect(checkLanes(judged({ status: "failed" }, hits, budget), scale)).toMatchObject([{ tone: "bad" }]);
  });

  it("are none for a check that never looked, or that reads no logs", () => {
    expect(checkLanes({ ...judged({}, []), findings: [] }, scale)).toEqual([]);
    expect(checkLanes(judged({}, [], { kind: "task-health" }), scale)).toEqual([]);
  });
});

it("a hit that was measured twice is one", () => {
  const dossier = judged({}, [aLogHit(), aLogHit()]);

  expect(hitsOf(dossier, "started")).toHaveLength(1);
  expect(hitsOf(dossier, "other")).toEqual([]);
});
