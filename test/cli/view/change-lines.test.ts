import { describe, expect, it } from "vitest";
import { textOf } from "../../../cli/text/line.ts";
import { changeLines } from "../../../cli/view/change-lines.ts";
import { emptyView, viewAfter } from "../../../cli/view/rollout-view.ts";
import type { Change } from "../../../local/scenario/change.ts";

const deploymentId = "ecs-svc/842";
const deploy: Change = { at: 0, what: "deploy", deploymentId, release: "v2.3.1" };
const started: readonly Change[] = ["97df916ab6", "4c1a7dc8c4"].flatMap((task): Change[] => [
  { at: 20, what: "task", task, deploymentId, status: "PENDING" },
  { at: 20, what: "task", task, deploymentId, status: "RUNNING" },
]);

/** The lines of the last burst, after the changes before it. */
function told(
  burst: readonly Change[],
  { before = [deploy], logs = false }: { before?: readonly Change[]; logs?: boolean } = {},
) {
  const view = [...before, ...burst].reduce(viewAfter, emptyView);
  return changeLines(burst, { view, logs }).map((each) => textOf(each).trim());
}

describe("one timed line per change", () => {
  it("shows no control character of a log line", () => {
    const text = "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \rback";

    const lines = told([{ at: 21, what: "line", task: "97df916ab6", container: "app", text }], { logs: true });

    expect(lines).toEqual(["+0:21  log       app of 97df916a: red ·]0;title· ·back"]);
  });

  it("leaves log lines out unless asked for", () => {
    expect(told([{ at: 21, what: "line", task: "97df916ab6", container: "app", text: "x" }])).toEqual([]);
  });

  it("tells the same of several tasks once, with the status they ended in", () => {
    expect(told(started)).toEqual(["+0:20  tasks     2 of v2.3.1 RUNNING (97df916a 4c1a7dc8)"]);
  });

  it("counts the tasks that would make a line too long", () => {
    const many = Array.from(
      { length: 6 },
      (_, index): Change => ({ at: 20, what: "task", task: `task${index}`, deploymentId, status: "RUNNING" }),
    );

    expect(told(many)).toEqual(["+0:20  tasks     6 of v2.3.1 RUNNING (task0 task1 task2 task3 and 2 more)"]);
  });

  it("knows a task that is first seen when it stops by the deployment that started it", () => {
    const stopped: Change = { at: 25, what: "task", task: "ca250a1ec1", deploymentId, status: "STOPPED" };

    expect(told([stopped])).toEqual(["+0:25  tasks     1 of v2.3.1 STOPPED (ca250a1e)"]);
  });

  it("knows tasks of the older release by a deployment that it has not seen", () => {
    const stopped: Change = {
      at: 75,
      what: "task",
      task: "ca250a1ec1",
      deploymentId: "ecs-svc/7",
      status: "STOPPED",
      reason: "Scaling activity",
    };

    expect(told([stopped])).toEqual(["+1:15  tasks     1 of the older release STOPPED (ca250a1e): Scaling activity"]);
  });

  it("keeps a task with the release that started it", () => {
    const later: Change = { at: 60, what: "deploy", deploymentId: "ecs-svc/843", release: "v2.3.2" };
    const stopped: Change = { at: 61, what: "task", task: "97df916ab6", deploymentId, status: "STOPPED" };

    expect(told([stopped], { before: [deploy, ...started, later] })).toEqual([
      "+1:01  tasks     1 of v2.3.1 STOPPED (97df916a)",
    ]);
  });

  it("tells checks with one reason in one line", () => {
    const waiting = ["migrations", "started"].map(
      (check): Change => ({
        at: 1,
        what: "finding",
        release: "v2.3.1",
        check,
        status: "pending",
        reason: "no task is running yet",
      }),
    );

    expect(told(waiting)).toEqual(["+0:01  check     .. migrations, started: no task is running yet"]);
  });

  it.each<[Change, string]>([
    [
      { at: 29, what: "verdict", release: "v2.3.1", verdict: "failed", decision: "alert", reason: "x" },
      "+0:29  VERDICT   failed -> alert  v2.3.1",
    ],
    [
      { at: 29, what: "finding", release: "v2.3.1", check: "started", status: "failed", reason: "x" },
      "+0:29  check     NG started: x",
    ],
    [
      { at: 29, what: "finding", release: "v2.3.1", check: "started", status: "inconclusive", reason: "x" },
      "+0:29  check     -- started: x",
    ],
    [
      { at: 30, what: "commit status", name: "deploy-verified", state: "failed", description: "Failed: x" },
      "+0:30  GitLab    failed: Failed: x",
    ],
    [
      { at: 360, what: "rollout", deploymentId: "ecs-svc/842", state: "FAILED", reason: "breaker" },
      "+6:00  ECS       rollout of v2.3.1 FAILED: breaker",
    ],
    [{ at: 1, what: "execution", name: "core-49cdec4b-842", status: "RUNNING" }, "+0:01  workflow  started for v2.3.1"],
    [
      { at: 1, what: "execution", name: "core-49cdec4b-7", status: "TIMED_OUT" },
      "+0:01  workflow  TIMED_OUT for the older release (ecs-svc/7)",
    ],
    [
      { at: 30, what: "health", task: "x", deploymentId: "ecs-svc/7", health: "HEALTHY" },
      "+0:30  health    1 of the older release HEALTHY (x)",
    ],
  ])("%j", (change, text) => {
    expect(told([change])).toEqual([text]);
  });

  it("leaves the good end of a workflow to its verdict", () => {
    expect(told([{ at: 30, what: "execution", name: "core-49cdec4b-842", status: "SUCCEEDED" }])).toEqual([]);
  });
});
