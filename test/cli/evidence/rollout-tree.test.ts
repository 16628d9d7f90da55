import { expect, it } from "vitest";
import { rolloutTree } from "../../../cli/evidence/rollout-tree.ts";
import { textOf } from "../../../cli/text/line.ts";
import { lifeOfTasks } from "../../../shared/domain/timeline.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
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
