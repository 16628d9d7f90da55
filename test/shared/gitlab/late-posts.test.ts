import { describe, expect, it } from "vitest";
import { aRunningIntent, aStatusIntent } from "../../builders/a-status-intent.ts";
import { aGitlab, aGitlabBench, aJumpingClock } from "../../builders/gitlab-bench.ts";
import { type Trouble, troubledGitlab } from "../../builders/troubled-gitlab.ts";

function aLateBench() {
  const clock = aJumpingClock();
  const gitlab = aGitlab(clock);
  const line = troubledGitlab(gitlab.server, clock);
  const { statuses } = aGitlabBench({ clock, fetch: line.fetch });
  const expectPosts = (...posts: readonly Trouble[]): void => line.expect({ posts, looks: [] });
  return { clock, gitlab, line, statuses, expectPosts };
}

describe("a post that arrives after the client gave up", () => {
  it("keeps the verdict waiting, even if its repetition was answered", async () => {
    const { clock, gitlab, line, statuses, expectPosts } = aLateBench();
    expectPosts("late 20", "none");
    expect(await statuses.publish(aRunningIntent())).toMatchObject({ outcome: "posted" });

    await expect(statuses.publish(aStatusIntent())).rejects.toThrow(/may still land; try again after \d+ s/);
    clock.pass(60);
    await line.settle();
    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
    expect(gitlab.rows()).toMatchObject([{ status: "success" }]);
  });

  it("holds nothing up once GitLab shows it", async () => {
    const { clock, statuses, expectPosts } = aLateBench();
    expectPosts("late 20", "busy 409", "busy 409");
    await expect(statuses.publish(aRunningIntent())).rejects.toMatchObject({ name: "StatusUndelivered" });
    clock.pass(20);

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
  });

  it("holds nothing up when GitLab itself said that it failed", async () => {
    const { statuses, expectPosts } = aLateBench();
    expectPosts("error 500", "error 500", "error 500");
    await expect(statuses.publish(aRunningIntent())).rejects.toMatchObject({ name: "StatusUndelivered" });

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
  });
});
