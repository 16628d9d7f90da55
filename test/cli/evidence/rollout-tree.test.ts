import { expect, it } from "vitest";
import { rolloutTree } from "../../../cli/evidence/rollout-tree.ts";
import { textOf } from "../../../cli/text/line.ts";
import { lifeOfTasks } from "../../../shared/domain/timeline.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aMetricReading, aTargetReading } from "../../builders/a-reading.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";

it("shows a task that stopped after the verdict, and does not say that there is nothing to do", () => {
  const verdict = aVerdict({ status: "passed", decision: "proceed", at: at(62) });
  const dossier = aDossier({
    record: aRecord({ verdict }),
    timeline: lifeOfTasks([aTask()]),
    tasks: [aCrashedTask({ stoppedAt: at(100) })],
  });

  const text = rolloutTree(dossier, 200).map(textOf).join("\n");

  expect(text).toMatch(/t1 .* running · .* after the verdict: stopped \(crash\): container app exit code 1/);
  expect(text).toContain("It passed, and since then 1 of its tasks stopped by itself: container app exit code 1.");
  expect(text).not.toContain("Nothing to do");
});

it("shows readings by name, and says of those that are still to come when they do", () => {
  const record = aRecord({ profile: aProfile({ readings: { targetHealth: true, metrics: [] } }) });
  const readings = [aTargetReading(), aMetricReading({ points: [], problem: "CloudWatch answered Forbidden" })];

  const [before, after] = [[], readings].map((some) =>
    rolloutTree(aDossier({ record, readings: some }), 200)
      .map(textOf)
      .join("\n"),
  );

  expect(before).toContain("taken about five minutes after the verdict");
  expect(after).toContain(
    "    shop     2 of 2 targets healthy\n    ALB 5xx  could not be read: CloudWatch answered Forbidden",
  );
});
