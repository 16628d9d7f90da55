import { describe, expect, it } from "vitest";
import { causeOf, decidingFinding } from "../../../shared/domain/cause.ts";
import type { RolloutDossier } from "../../../shared/domain/evidence.ts";
import type { Verdict } from "../../../shared/domain/verdict.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aDossier, aFailedDossier } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";

function failedBy(verdict: Partial<Verdict>, over: Partial<RolloutDossier>): RolloutDossier {
  return aDossier({
    record: aRecord({ verdict: aVerdict({ status: "failed", decision: "alert", ...verdict }) }),
    ...over,
  });
}

describe("the cause of a verdict", () => {
  it("is the finding that the verdict names, with its lines, and the task that logged them", () => {
    const { finding, logged, stop, fault, nextStep } = causeOf(aFailedDossier("PANIC"));

    expect(finding?.check).toBe("started");
    expect(logged?.lines.map(({ text }) => text)).toEqual(["PANIC"]);
    expect(stop).toMatchObject({ name: "crash", task: { taskArn: expect.stringMatching(/t1$/) } });
    expect(fault).toBe("The release");
    expect(nextStep).toMatch(/what the line says/);
  });

  it("is a missing line whose fault nobody knows", () => {
    const missing = aFinding({ status: "failed", sign: "missing", reason: 'missing evidence: "Started" not seen' });
    const dossier = failedBy({ decision: "delegate", reason: `started: ${missing.reason}` }, { findings: [missing] });

    expect(causeOf(dossier)).toEqual({ finding: missing, nextStep: expect.stringMatching(/owner/) });
  });

  it("is the rejected line itself when no task stopped", () => {
    expect(causeOf(aFailedDossier("PANIC", { tasks: [aTask()] }))).toMatchObject({ fault: "The release" });
  });

  it("is the last task that stopped by itself when the finding names none", () => {
    const tasks = [
      aCrashedTask({ stoppedAt: at(20) }, "t1"),
      aCrashedTask({ stoppedAt: at(40) }, "t2"),
      aTask({}, "t3"),
    ];
    const dossier = failedBy({ reason: "task-health: rolled back by ECS" }, { tasks });

    expect(causeOf(dossier).stop?.task.taskArn).toMatch(/t2$/);
  });

  it("is the task that the finding names, though another one stopped later", () => {
    const tasks = [aCrashedTask({ stoppedAt: at(20) }, "t1"), aCrashedTask({ stoppedAt: at(40) }, "t2")];
    const finding = aFinding({
      check: "task-health",
      status: "failed",
      reason: "crash loop",
      facts: { lastTask: "t1" },
    });
    const dossier = failedBy({ reason: "task-health: crash loop" }, { tasks, findings: [finding] });

    expect(causeOf(dossier).stop?.task.taskArn).toMatch(/t1$/);
  });

  it("is nobody's fault where a task merely went with the service's scaling", () => {
    const scaled = aCrashedTask({
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: "Scaling activity initiated by x",
    });

    const finding = aFinding({ check: "task-health", kind: "task-health", status: "failed", reason: "not stable" });
    const dossier = failedBy({ reason: "task-health: not stable" }, { tasks: [scaled], findings: [finding] });
    expect(causeOf(dossier)).toEqual({ finding });
  });
});

describe("a check of what runs", () => {
  const nextStepOf = (reason: string, over: Partial<RolloutDossier> = {}) => {
    const finding = aFinding({ check: "image", kind: "artifact", status: "failed", sign: "seen", reason });
    return causeOf(failedBy({ reason: `image: ${reason}` }, { findings: [finding], ...over })).nextStep;
  };

  it.each([
    ["wrong image: 1 of 2 running tasks runs app from sha256:aa…, released is sha256:bb…", /pipeline pushed/],
    ["wrong image: the tasks run 2 different images of app (sha256:aa… in 1, sha256:bb… in 1)", /under the tag/],
    ["never rolled: 4 of 4 running tasks are not of this release: task t1 runs shop:1", /took up the task definition/],
  ])("that failed says what to look at: %s", (reason, says) => {
    expect(nextStepOf(reason)).toMatch(says);
  });

  it("is not explained by a task that crashed beside it", () => {
    expect(nextStepOf("wrong image: the tasks run 2 different images of app", { tasks: [aCrashedTask()] })).toMatch(
      /by its digest/,
    );
  });

  it("by another kind of check is explained too", () => {
    const reason = "never rolled: 2 of 2 running tasks are not of this release: task t1 runs shop:1";
    const finding = aFinding({ check: "task-health", kind: "task-health", status: "failed", sign: "seen", reason });

    expect(causeOf(failedBy({ reason: `task-health: ${reason}` }, { findings: [finding] })).nextStep).toMatch(
      /took up/,
    );
  });
});

describe("the deciding finding", () => {
  it("is none while there is no verdict, and none of a shadow", () => {
    expect(decidingFinding(aDossier({ record: aRecord() }))).toBeUndefined();
    const shadow = aFinding({ mode: "shadow", reason: "bad" });
    expect(decidingFinding(failedBy({ reason: "started: bad" }, { findings: [shadow] }))).toBeUndefined();
  });

  it("of a validation that ran out of time is the one that was still open", () => {
    const open = aFinding({ status: "pending", reason: "waiting" });
    const dossier = failedBy(
      { status: "inconclusive", reason: "started: not judged in time: waiting" },
      { findings: [open] },
    );

    expect(decidingFinding(dossier)).toBe(open);
  });

  it("is told from one whose name begins alike", () => {
    const findings = [aFinding({ check: "a", reason: "x" }), aFinding({ check: "a: b", reason: "x" })];

    expect(decidingFinding(failedBy({ reason: "a: b: x" }, { findings }))?.check).toBe("a: b");
  });
});
