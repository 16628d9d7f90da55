import { describe, expect, it } from "vitest";
import { type CommitState, commitStates } from "../../../shared/domain/commit-status.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aGitlab, aJumpingClock, aToken } from "../../builders/gitlab-bench.ts";
import { aGitlabCaller } from "../../builders/gitlab-caller.ts";

const ends: readonly CommitState[] = ["success", "failed", "canceled", "skipped"];

/** Per current row, how GitLab answers a post (app/models/commit_status.rb and its service's specs). */
const table: readonly {
  from: CommitState | "none";
  answers: Record<CommitState, "new row" | "same row" | "refused">;
}[] = [
  ...(["none", ...ends] as const).map((from) => ({
    from,
    answers: {
      pending: "new row",
      running: "new row",
      success: "new row",
      failed: "new row",
      canceled: "new row",
      skipped: "new row",
    } as const,
  })),
  {
    from: "pending",
    answers: {
      pending: "refused",
      running: "same row",
      success: "same row",
      failed: "same row",
      canceled: "same row",
      skipped: "same row",
    },
  },
  {
    from: "running",
    answers: {
      pending: "refused",
      running: "refused",
      success: "same row",
      failed: "same row",
      canceled: "same row",
      skipped: "refused",
    },
  },
];
const cells = table.flatMap(({ from, answers }) => commitStates.map((to) => ({ from, to, answer: answers[to] })));

async function aCell(from: CommitState | "none", options: { readonly acceptsRepeats?: boolean } = {}) {
  const gitlab = aGitlab(aJumpingClock(), options);
  gitlab.addPipeline({ projectId: 77, sha: aCommit, ref: "main", source: "push" });
  const caller = aGitlabCaller(gitlab.server);
  if (from !== "none") expect((await caller.post({ state: from, name: "n", description: "before" })).status).toBe(201);
  return { gitlab, caller };
}

describe("the state table of GitLab", () => {
  it.each(cells)("$from, then $to: $answer", async ({ from, to, answer }) => {
    const { gitlab, caller } = await aCell(from);
    const before = gitlab.rows();
    const { status, body } = await caller.post({ state: to, name: "n", description: "after" });

    expect(status).toBe(answer === "refused" ? 400 : 201);
    const latest = gitlab.rows().filter(({ retried }) => !retried);
    expect(latest).toMatchObject([answer === "refused" ? before[0] : { status: to, description: "after" }]);
    expect(gitlab.rows().length - before.length).toBe(answer === "new row" ? 1 : 0);
    if (answer === "refused")
      expect(body).toEqual({ message: expect.stringMatching(/^Cannot transition status via :\w+ from :/) });
  });

  it("says what cannot be done", async () => {
    const { caller } = await aCell("running");

    expect((await caller.post({ state: "running", name: "n" })).body).toEqual({
      message: 'Cannot transition status via :run from :running (Reason(s): Status cannot transition via "run")',
    });
  });

  it.each(commitStates)("accepts a repeated %s without a new row in the version that may come", async (state) => {
    const { gitlab, caller } = await aCell(state, { acceptsRepeats: true });

    expect((await caller.post({ state, name: "n", description: "after" })).status).toBe(201);
    expect(gitlab.rows()).toHaveLength(1);
  });

  it("moves on no row of another bot, but hides it", async () => {
    const { gitlab } = await aCell("running");
    gitlab.addBot({ token: `${aToken}-2`, username: "second", role: "developer", projects: [77] });

    expect((await aGitlabCaller(gitlab.server, `${aToken}-2`).post({ state: "running", name: "n" })).status).toBe(201);
    expect(gitlab.rows()).toMatchObject([
      { username: "validator", retried: true, status: "running" },
      { username: "second", retried: false },
    ]);
  });
});
