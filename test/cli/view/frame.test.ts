import { describe, expect, it } from "vitest";
import { clip, textOf } from "../../../cli/text/line.ts";
import { type FrameOptions, frame } from "../../../cli/view/frame.ts";
import { emptyView, viewAfter } from "../../../cli/view/rollout-view.ts";
import type { Change } from "../../../local/scenario/change.ts";

const deploymentId = "ecs-svc/842";

const wide = { title: "bf-manage-core", columns: 100, height: 40 };

function shown(changes: readonly Change[], options: Partial<FrameOptions> = {}): readonly string[] {
  const { columns } = { ...wide, ...options };
  return frame(changes.reduce(viewAfter, emptyView), { ...wide, ...options }).map((each) =>
    textOf(clip(each, columns)).trimEnd(),
  );
}

const deploy: Change = { at: 0, what: "deploy", deploymentId, release: "v2.3.1" };
const finding = { at: 22, what: "finding", release: "v2.3.1" } as const;

describe("the live view", () => {
  it("shows a release of which nothing is known yet", () => {
    expect(shown([deploy])).toEqual(["bf-manage-core  v2.3.1  +0:00", "  tasks    none yet"]);
  });

  it("shows tasks, checks, the last lines, the status and the verdict", () => {
    const lines = Array.from(
      { length: 9 },
      (_, index): Change => ({ at: 21, what: "line", task: "97df916ab6", container: "app", text: `line ${index}` }),
    );
    const view = shown([
      deploy,
      { at: 20, what: "task", deploymentId, task: "97df916ab6", status: "RUNNING" },
      { at: 20, what: "task", deploymentId, task: "4c1a7dc8c4", status: "PENDING" },
      ...lines,
      { ...finding, check: "migrations", status: "pending", reason: "waiting" },
      { ...finding, check: "started", status: "passed", reason: "seen" },
      { ...finding, check: "migrations", status: "failed", reason: "logged: x" },
      { at: 29, what: "commit status", name: "n", state: "failed", description: "Failed: migrations" },
      { at: 29, what: "verdict", release: "v2.3.1", verdict: "failed", decision: "alert", reason: "x" },
    ]);

    expect(view).toEqual([
      "bf-manage-core  v2.3.1  +0:29",
      "  tasks    97df916a RUNNING  4c1a7dc8 PENDING",
      "  checks   NG migrations  logged: x",
      "           OK started     seen",
      "  log      97df916a app  line 3",
      ...[4, 5, 6, 7, 8].map((index) => `           97df916a app  line ${index}`),
      "  GitLab   failed: Failed: migrations",
      "  verdict  failed -> alert  v2.3.1 at +0:29",
    ]);
  });

  it("shows the checks of a release without an identity, whatever they call it", () => {
    const unnamed: Change = {
      ...finding,
      release: "unattributed#core#842",
      check: "started",
      status: "passed",
      reason: "seen",
    };

    expect(shown([deploy, unnamed]).at(-1)).toBe("  checks   OK started  seen");
  });

  it("tells the health of a task in the place of its status", () => {
    const healths = ["HEALTHY", "UNHEALTHY"].flatMap((health, index): Change[] => [
      { at: 20, what: "task", deploymentId, task: `task${index}`, status: "RUNNING" },
      { at: 30, what: "health", deploymentId, task: `task${index}`, health },
    ]);

    expect(shown([deploy, ...healths]).at(-1)).toBe("  tasks    task0 HEALTHY  task1 UNHEALTHY");
  });

  it("follows the latest deploy and counts what else runs", () => {
    const view = shown([
      deploy,
      { at: 20, what: "task", deploymentId, task: "97df916ab6", status: "RUNNING" },
      { ...finding, check: "started", status: "pending", reason: "waiting" },
      { at: 60, what: "deploy", deploymentId: "ecs-svc/843", release: "v2.3.2" },
      { at: 61, what: "verdict", release: "v2.3.1", verdict: "superseded", decision: "none", reason: "x" },
    ]);

    expect(view).toEqual([
      "bf-manage-core  v2.3.2  +1:01",
      "  tasks    none yet  (1 of other releases run)",
      "  verdict  superseded -> none  v2.3.1 at +1:01",
    ]);
  });
});
