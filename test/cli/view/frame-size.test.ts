import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, textOf } from "../../../cli/text/line.ts";
import { type FrameOptions, frame } from "../../../cli/view/frame.ts";
import { emptyView, viewAfter } from "../../../cli/view/rollout-view.ts";
import type { Change } from "../../../local/scenario/change.ts";

const deploymentId = "ecs-svc/842";

const reason =
  'app of task 97df916a logged: Migration of schema "public" to version "43 - add vehicle depot" failed! Changes successfully rolled back.';
const finding = { at: 22, what: "finding", release: "v2.3.1" } as const;
const springLine =
  "2026-03-01T10:00:26.006Z ERROR 1 --- [           main] o.f.core.internal.command.DbMigrate      : failed";

const story: readonly Change[] = [
  { at: 0, what: "deploy", deploymentId, release: "v2.3.1" },
  ...["97df916ab6", "4c1a7dc8c4", "5646d57fa1", "935f23d2b0"].map(
    (task): Change => ({ at: 20, what: "task", deploymentId, task, status: "RUNNING" }),
  ),
  { at: 21, what: "rollout", deploymentId, state: "IN_PROGRESS", reason: "" },
  ...Array.from(
    { length: 6 },
    (): Change => ({ at: 21, what: "line", task: "97df916ab6", container: "app", text: springLine }),
  ),
  { ...finding, check: "task-health", status: "pending", reason: "rollout IN_PROGRESS, 2/4 tasks running; waiting" },
  { ...finding, check: "migrations", status: "failed", reason },
  { ...finding, check: "started", status: "passed", reason: "seen: Started in 4 tasks" },
  { at: 29, what: "commit status", name: "n", state: "failed", description: `Failed: migrations: ${reason}` },
  { at: 29, what: "verdict", release: "v2.3.1", verdict: "failed", decision: "alert", reason },
];

function shown(changes: readonly Change[], options: Partial<FrameOptions>): readonly string[] {
  const all = { title: "bf-manage-core", columns: 80, height: 23, ...options };
  return frame(changes.reduce(viewAfter, emptyView), all).map((each) => textOf(clip(each, all.columns)).trimEnd());
}

describe("the live view in a terminal", () => {
  it("of the usual size wraps the reason that decides, and drops what loggers put before a line", () => {
    expect(shown(story, {})).toEqual([
      "bf-manage-core  v2.3.1  +0:29  ECS: IN_PROGRESS",
      "  tasks    97df916a RUNNING  4c1a7dc8 RUNNING  5646d57f RUNNING",
      "           935f23d2 RUNNING",
      "  checks   .. task-health  rollout IN_PROGRESS, 2/4 tasks running; waiting",
      "           NG migrations   app of task 97df916a logged: Migration of schema",
      '                           "public" to version "43 - add vehicle depot" failed!',
      "                           Changes successfully rolled back.",
      "           OK started      seen: Started in 4 tasks",
      "  log      97df916a app  ERROR failed",
      ...Array(5).fill("           97df916a app  ERROR failed"),
      "  GitLab   failed: Failed: migrations: app of task 97df916a logged: Migration of",
      '           schema "public" to version "43 - add vehicle depot" failed! Changes',
      "           successfully rolled back.",
      "  verdict  failed -> alert  v2.3.1 at +0:29",
    ]);
  });

  it("of 40 columns puts reasons below their checks and says what a container is called only where it must", () => {
    expect(shown(story, { columns: 40, height: 40 })).toEqual([
      "bf-manage-core  v2.3.1  +0:29",
      "ECS: IN_PROGRESS",
      "tasks   97df916a RUNNING",
      "        4c1a7dc8 RUNNING",
      "        5646d57f RUNNING",
      "        935f23d2 RUNNING",
      "checks  .. task-health",
      "           rollout IN_PROGRESS, 2/4…",
      "        NG migrations",
      "           app of task 97df916a logged:",
      '           Migration of schema "public"',
      '           to version "43 - add vehicle',
      '           depot" failed! Changes',
      "           successfully rolled back.",
      "        OK started",
      "log     97df916a ERROR failed",
      ...Array(5).fill("        97df916a ERROR failed"),
      "GitLab  failed: Failed: migrations: app",
      "        of task 97df916a logged:",
      '        Migration of schema "public" to…',
      "verdict failed -> alert  v2.3.1 at +0:29",
    ]);
  });

  it("of few rows leaves log lines out first, then further lines of reasons, then checks that are well", () => {
    const logs = (height: number) => shown(story, { height }).filter((text) => text.includes("ERROR failed")).length;

    expect([18, 17, 15, 14].map(logs)).toEqual([6, 3, 3, 0]);
    expect(shown(story, { height: 10 }).slice(3, 6)).toEqual([
      "  checks   .. task-health  rollout IN_PROGRESS, 2/4 tasks running; waiting",
      "           NG migrations   app of task 97df916a logged: Migration of schema…",
      "           OK started      seen: Started in 4 tasks",
    ]);
    expect(shown(story, { height: 9 }).slice(3, 5)).toEqual([
      "  checks   NG migrations  app of task 97df916a logged: Migration of schema…",
      "           2 passed or pending",
    ]);
  });

  it("of any size is filled with neither too many nor too long lines, and always has the verdict", () => {
    const size = { columns: fc.integer({ min: 12, max: 120 }), height: fc.integer({ min: 3, max: 40 }) };
    fc.assert(
      fc.property(size.columns, size.height, (columns, height) => {
        const lines = shown(story, { columns, height });

        expect(lines.length).toBeLessThanOrEqual(height);
        expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(columns);
        expect(lines.join("\n")).toContain("v2.3.1 at".slice(0, columns - 11));
      }),
    );
  });

  it("says that the scenario plays on after the verdict, until it ends", () => {
    expect(shown(story, { endsAt: 480 }).at(-1)).toBe("           playing to the end at +8:00");
    expect(shown(story, { endsAt: 29 }).at(-1)).toMatch(/^ {2}verdict/);
    expect(shown(story.slice(0, -1), { endsAt: 480 }).at(-1)).not.toContain("playing");
  });

  it("lets no control character through", () => {
    const hostile = "a\u001b[2J\u0007\rb\u202Ec\nd";
    const changes: readonly Change[] = [
      { at: 0, what: "deploy", deploymentId, release: hostile },
      { at: 1, what: "task", deploymentId, task: hostile, status: "RUNNING" },
      { at: 2, what: "line", task: hostile, container: hostile, text: hostile },
      { at: 2, what: "finding", release: hostile, check: hostile, status: "failed", reason: hostile.repeat(20) },
    ];

    for (const columns of [40, 100]) {
      expect(shown(changes, { title: hostile, columns }).join("")).not.toMatch(
        /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/,
      );
    }
  });
});
