import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "../../../shared/domain/evidence.ts";
import { happeningSection, happenings } from "../../../shared/page/happenings.ts";
import { html, textOf } from "../../../shared/page/html.ts";
import { notJudged } from "../../../shared/page/not-judged.ts";
import { timelineOf } from "../../../shared/page/timeline.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier, aFailedDossier } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";
import { aCoverage } from "../../builders/log-evidence.ts";

describe("what was not judged", () => {
  it("names what could not be read, what was still open, what never looked, and a profile that could not be used", () => {
    const findings = [
      aFinding({ check: "a", status: "inconclusive", reason: "denied" }),
      aFinding({ check: "b", status: "inconclusive", reason: "denied" }),
      aFinding({ check: "c", status: "pending", reason: "waiting" }),
    ];
    const checks = [
      ...findings.map(({ check, kind }) => ({ name: check, kind })),
      { name: "d", kind: "log-signature" },
    ];
    const record = aRecord({
      denied: "ecs:DescribeTaskDefinition on shop:42 was denied",
      profile: aProfile({ checks, problems: ["checks[0].within: must be a duration"] }),
    });
    const coverage = aCoverage(at(20), { blindSeconds: 90, unreadable: [{ container: "proxy", reason: "splunk" }] });

    expect(notJudged(aDossier({ record, findings, coverage }))).toEqual([
      "The opening was denied a read: ecs:DescribeTaskDefinition on shop:42 was denied.",
      "The profile could not be used as it is: checks[0].within: must be a duration.",
      "a, b: denied.",
      "Still open: c.",
      "d: never looked at.",
      "Lines of container proxy cannot be read: splunk.",
      "No reader could look at the logs for 1m30s; deadlines moved by as much.",
    ]);
  });

  it("is nothing of a rollout that passed whole", () => {
    expect(notJudged(aDossier())).toEqual([]);
  });

  it("is not the check that says that the rollout was superseded", () => {
    const findings = [
      aFinding({ check: "task-health", status: "inconclusive", supersededBy: "ecs-svc/2" }),
      aFinding({ status: "pending" }),
    ];

    expect(notJudged(aFailedDossier("", { findings }))).toEqual(["Still open at the verdict: started."]);
  });
});

describe("what happened", () => {
  const entry = (second: number, id: string, text: string): TimelineEntry => ({ at: at(second), id, text });

  it("is told in the order of time, the same step of several tasks in one row", () => {
    const entries = [
      entry(12, "task#b#running", "task b running"),
      entry(10, "task#a#running", "task a running"),
      entry(14, "task#c#stopped", "task c stopped (crash): exit code 1"),
      entry(15, "task#d#stopped", "task d stopped (out of memory): exit code 137"),
      entry(16, "verdict", "verdict failed"),
    ];

    expect(happenings(entries)).toEqual([
      { from: at(10), to: at(12), text: "2 tasks running" },
      { from: at(14), to: at(14), text: "task c stopped (crash): exit code 1" },
      { from: at(15), to: at(15), text: "task d stopped (out of memory): exit code 137" },
      { from: at(16), to: at(16), text: "verdict failed" },
    ]);
  });

  it("does not fold what only looks alike", () => {
    expect(happenings([entry(1, "check#a#failed", "x failed"), entry(1, "check#b#failed", "x failed")])).toHaveLength(
      2,
    );
  });
});

it("what happened goes on after the verdict", () => {
  const tasks = [aCrashedTask({ stoppedAt: at(9000) })];

  expect(textOf(html`${happeningSection(aDossier({ tasks, timeline: [] }))}`)).toContain(
    "after the verdict: task t1 stopped (crash): container app exit code 1",
  );
});

describe("a timeline", () => {
  it("says what is drawn as one row, and what is not drawn", () => {
    const tasks = [aTask(), aTask({}, "t2"), aTask({ createdAt: at(9000), startedAt: at(9001) }, "t3")];

    expect(timelineOf(aDossier({ tasks }), at(400)).remarks).toEqual([
      "2 tasks with like lives are drawn as 1 row; times are those of the first to start and the last to end.",
      "1 task began after the time that is drawn.",
    ]);
  });

  it("has no line for a verdict that is not there", () => {
    expect(timelineOf(aDossier({ record: aRecord() }), at(400))).not.toHaveProperty("verdict");
    expect(timelineOf(aDossier(), at(400)).verdict?.label).toBe("passed +4:12");
  });
});
