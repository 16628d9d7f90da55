import { describe, expect, it } from "vitest";
import type { FakeGitlabOptions } from "../../../local/gitlab/fake-gitlab.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aGitlab, aJumpingClock, aToken } from "../../builders/gitlab-bench.ts";
import { aGitlabCaller } from "../../builders/gitlab-caller.ts";

const onMain = { projectId: 77, sha: aCommit, ref: "main", source: "push" } as const;
const tagged = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";

function aBench(over: Partial<FakeGitlabOptions> = {}) {
  const commits = [
    { sha: aCommit, branches: ["main"] },
    { sha: tagged, branches: [] },
  ];
  const gitlab = aGitlab(aJumpingClock(), {
    projects: [{ id: 77, path: "a/b", commits, protectedRefs: ["release"] }],
    ...over,
  });
  return { gitlab, ...aGitlabCaller(gitlab.server) };
}

describe("a post that GitLab refuses", () => {
  it.each([
    { what: "an unknown state", fields: { state: "neutral" }, status: 400, body: { message: "invalid state" } },
    { what: "no state", fields: {}, status: 400, body: { error: "state is missing" } },
    {
      what: "a misspelt parameter",
      fields: { state: "success", pipelineId: 1 },
      status: 400,
      body: { error: "pipelineId is unknown" },
    },
    {
      what: "a pipeline that is no number",
      fields: { state: "success", pipeline_id: "x" },
      status: 400,
      body: { error: "pipeline_id is invalid" },
    },
    {
      what: "a long description",
      fields: { state: "success", description: "x".repeat(256) },
      status: 400,
      body: { message: { description: ["is too long (maximum is 255 characters)"] } },
    },
    {
      what: "a link of another scheme",
      fields: { state: "success", target_url: "ftp://x" },
      status: 400,
      body: { message: { target_url: ["is blocked: Only allowed schemes are http, https"] } },
    },
    {
      what: "an unknown commit",
      sha: "1".repeat(40),
      fields: { state: "success" },
      status: 404,
      body: { message: "404 Commit Not Found" },
    },
    {
      what: "a commit without branch",
      sha: tagged,
      fields: { state: "success" },
      status: 404,
      body: { message: "404 References for commit Not Found" },
    },
    {
      what: "an unknown pipeline",
      fields: { state: "success", pipeline_id: 999 },
      status: 404,
      body: { message: "404 Pipeline for pipeline_id, sha and ref Not Found" },
    },
    {
      what: "a protected ref",
      fields: { state: "success", ref: "release" },
      status: 403,
      body: { message: "403 Forbidden" },
    },
  ])("$status for $what", async ({ sha, fields, status, body }) => {
    expect(await aBench().post(fields, sha)).toMatchObject({ status, body });
  });

  it.each([{ state: "neutral" }, { state: "success", target_url: "ftp://x" }, { state: "success", ref: "release" }])(
    "leaves an empty pipeline behind: %o",
    async (fields) => {
      const { gitlab, post } = aBench();
      await post(fields);

      expect(gitlab.pipelines()).toMatchObject([{ source: "external" }]);
      expect(gitlab.rows()).toEqual([]);
    },
  );

  it("is refused for a name that a CI job of the pipeline has", async () => {
    const { gitlab, post } = aBench();
    gitlab.addJob(gitlab.addPipeline(onMain).id, "build");

    expect(await post({ state: "success", name: "build" })).toMatchObject({
      status: 400,
      body: { message: { name: ["has already been taken"] } },
    });
  });

  it.each(["guest", "reporter"] as const)("is forbidden to a %s", async (role) => {
    expect(
      await aBench({ bots: [{ token: aToken, username: "v", role, projects: [77] }] }).post({ state: "success" }),
    ).toMatchObject({
      status: 403,
    });
  });

  it("meets both locks as long as they are held", async () => {
    const { gitlab, post } = aBench();
    gitlab.holdPipeline(gitlab.addPipeline(onMain).id, 1);
    gitlab.holdCommit(aCommit, 1);

    expect(await post({ state: "success" })).toMatchObject({
      status: 409,
      body: { message: "Another update to this commit status is in progress" },
    });
    expect(await post({ state: "success" })).toMatchObject({
      status: 400,
      body: { message: "Failed to obtain a lock" },
    });
    expect(await post({ state: "success" })).toMatchObject({ status: 201 });
  });
});

describe("any request", () => {
  it("is refused with an unknown token, for a project that it may not see, and for an unknown path", async () => {
    const { gitlab, get } = aBench();
    const stranger = aBench({ bots: [{ token: aToken, username: "v", role: "developer", projects: [] }] });

    expect(await aGitlabCaller(gitlab.server, "wrong").get("/pipelines")).toMatchObject({
      status: 401,
      body: { message: "401 Unauthorized" },
    });
    expect(await stranger.get("/pipelines")).toMatchObject({ status: 404, body: { message: "404 Project Not Found" } });
    expect(await get("/jobs")).toMatchObject({ status: 404 });
    expect(await get("/pipelines?page_size=3")).toMatchObject({ status: 400, body: { error: "page_size is unknown" } });
  });

  it("is told when to come back in plain text and headers", async () => {
    const { gitlab, get } = aBench();
    gitlab.throttle(1, 30);
    const { status, body, headers } = await get("/pipelines");

    expect({ status, body, after: headers.get("retry-after"), left: headers.get("ratelimit-remaining") }).toEqual({
      status: 429,
      body: "Retry later\n",
      after: "30",
      left: "0",
    });
    expect((await get("/pipelines")).headers.get("ratelimit-remaining")).toBe("1999");
  });
});
