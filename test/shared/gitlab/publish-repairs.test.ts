import { describe, expect, it } from "vitest";
import { aCommit, aRunningIntent, aStatusIntent } from "../../builders/a-status-intent.ts";
import {
  aGitlab,
  aGitlabBench,
  aJumpingClock,
  asFetch,
  aToken,
  routesOf,
  secretOf,
} from "../../builders/gitlab-bench.ts";

const onMain = { projectId: 77, sha: aCommit, ref: "main", source: "push" } as const;

describe("the token", () => {
  it("is read anew when it was rotated, and the new bot ends what the old one began", async () => {
    const clock = aJumpingClock();
    const gitlab = aGitlab(clock);
    const fresh = "glpat-second-0123456789abcdef";
    let cached = aToken;
    const secrets = secretOf((isFresh) => {
      if (isFresh) cached = fresh;
      return cached;
    });
    const { statuses } = aGitlabBench({ clock, secrets, fetch: asFetch(gitlab.server) });
    await statuses.publish(aRunningIntent());
    gitlab.revoke(aToken);
    gitlab.addBot({ token: fresh, username: "validator-2", role: "developer", projects: [77] });

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
    expect(gitlab.rows().filter(({ retried }) => !retried)).toMatchObject([
      { status: "success", username: "validator-2" },
    ]);
  });
});

describe("the pipeline", () => {
  it("is the pinned one, even if a newer one exists", async () => {
    const { gitlab, statuses } = aGitlabBench();
    const pinned = gitlab.addPipeline(onMain).id;
    gitlab.addPipeline({ ...onMain, ref: "refs/merge-requests/3/head", source: "merge_request_event" });

    await statuses.publish(aStatusIntent({ pipelineId: String(pinned) }));
    expect(gitlab.rows()).toMatchObject([{ pipelineId: pinned }]);
  });

  it("is never a child pipeline, even if that is the newest", async () => {
    const { gitlab, statuses, seen } = aGitlabBench();
    const parent = gitlab.addPipeline(onMain).id;
    gitlab.addPipeline({ ...onMain, source: "parent_pipeline" });

    await statuses.publish(aStatusIntent());
    expect(gitlab.rows()).toMatchObject([{ pipelineId: parent }]);
    expect(routesOf(seen).filter((route) => route.startsWith("POST"))).toHaveLength(1);
  });

  it("is its parent's when a child pipeline deployed, and stays so without a second detour", async () => {
    const { gitlab, statuses, seen } = aGitlabBench();
    const parent = gitlab.addPipeline(onMain).id;
    const child = String(gitlab.addPipeline({ ...onMain, source: "parent_pipeline" }).id);

    await statuses.publish(aRunningIntent({ pipelineId: child }));
    const asked = seen.length;
    await statuses.publish(aStatusIntent({ pipelineId: child }));
    expect(gitlab.rows()).toMatchObject([{ pipelineId: parent, status: "success" }]);
    expect(routesOf(seen.slice(asked))).toEqual([`POST statuses/${aCommit}`]);
  });

  it("is another one when it was archived in the meantime", async () => {
    const { gitlab, statuses } = aGitlabBench();
    const first = gitlab.addPipeline(onMain).id;
    await statuses.publish(aRunningIntent());
    gitlab.archive(first);

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
    expect(gitlab.rows().at(-1)).toMatchObject({ status: "success", pipelineId: gitlab.pipelines().at(-1)?.id });
    expect(gitlab.pipelines().at(-1)).toMatchObject({ source: "external" });
  });

  it("is waited for a few seconds, then left to GitLab", async () => {
    const { gitlab, statuses, clock, seen } = aGitlabBench();
    const start = Date.parse(clock.now());

    await statuses.publish(aStatusIntent());
    expect(gitlab.pipelines()).toMatchObject([{ source: "external", ref: "main" }]);
    expect(routesOf(seen).filter((route) => route === "GET pipelines")).toHaveLength(3);
    expect(Date.parse(clock.now()) - start).toBe(4000);
  });

  it("is a new one when the pinned one is full", async () => {
    const { gitlab, statuses } = aGitlabBench({}, { jobLimit: 1 });
    const full = gitlab.addPipeline(onMain).id;
    gitlab.addJob(full, "build");

    await statuses.publish(aRunningIntent({ pipelineId: String(full) }));
    await statuses.publish(aStatusIntent({ pipelineId: String(full) }));
    expect(gitlab.rows().filter(({ kind }) => kind === "external")).toMatchObject([{ status: "success" }]);
    expect(gitlab.pipelines()).toMatchObject([{ source: "push" }, { source: "external" }]);
  });
});

describe("the fields", () => {
  it("move to another name when a CI job has the wanted one, for good", async () => {
    const { gitlab, statuses, seen } = aGitlabBench();
    const { name } = aStatusIntent();
    gitlab.addJob(gitlab.addPipeline(onMain).id, name);

    await statuses.publish(aStatusIntent({ attempt: aStatusIntent().attempt - 1, state: "failed" }));
    const asked = seen.length;
    await statuses.publish(aStatusIntent());
    expect(gitlab.rows().filter(({ kind, retried }) => kind === "external" && !retried)).toMatchObject([
      { name: `${name}/external`, status: "success" },
    ]);
    expect(routesOf(seen.slice(asked))).toEqual([`POST statuses/${aCommit}`]);
  });

  it.each([
    { field: "target_url", sent: { target_url: undefined } },
    { field: "description", sent: { description: `${"x".repeat(99)}…` } },
  ])("go without what GitLab refuses: $field", async ({ field, sent }) => {
    const clock = aJumpingClock();
    const gitlab = aGitlab(clock);
    const bodies: unknown[] = [];
    const picky = asFetch(async (request) => {
      if (request.method === "POST" && bodies.push(await request.clone().json()) === 1) {
        return Response.json({ message: { [field]: ["is not to our taste"] } }, { status: 400 });
      }
      return gitlab.server(request);
    });
    const { statuses } = aGitlabBench({ clock, fetch: picky });

    expect(await statuses.publish(aStatusIntent({ description: "x".repeat(200) }))).toMatchObject({
      outcome: "posted",
    });
    expect(bodies).toHaveLength(2);
    expect((bodies[1] as Record<string, unknown>)[field]).toBe((sent as Record<string, unknown>)[field]);
  });

  it("become canceled where GitLab knows no way to skipped", async () => {
    const { gitlab, statuses } = aGitlabBench();
    await statuses.publish(aRunningIntent());

    await statuses.publish(aStatusIntent({ state: "skipped" }));
    expect(gitlab.rows()).toMatchObject([{ status: "canceled" }]);
  });
});

describe("what was posted by others", () => {
  it("is not re-opened by a running status", async () => {
    const { gitlab, statuses } = aGitlabBench();
    const before = aGitlabBench({ fetch: asFetch(gitlab.server) });
    await before.statuses.publish(aStatusIntent({ state: "failed" }));

    expect(await statuses.publish(aRunningIntent())).toMatchObject({ outcome: "stale" });
    expect(gitlab.rows()).toMatchObject([{ status: "failed" }]);
  });

  it("is not repeated when the record was lost", async () => {
    const { gitlab, statuses } = aGitlabBench();
    const before = aGitlabBench({ fetch: asFetch(gitlab.server) });
    await before.statuses.publish(aStatusIntent());

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "already posted" });
    expect(gitlab.rows()).toHaveLength(1);
  });
});
