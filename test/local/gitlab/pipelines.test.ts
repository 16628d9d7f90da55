import { describe, expect, it } from "vitest";
import type { FakeGitlabOptions } from "../../../local/gitlab/fake-gitlab.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aGitlab, aJumpingClock } from "../../builders/gitlab-bench.ts";
import { aGitlabCaller } from "../../builders/gitlab-caller.ts";

const onMain = { projectId: 77, sha: aCommit, ref: "main", source: "push" } as const;

function aBench(over: Partial<FakeGitlabOptions> = {}) {
  const gitlab = aGitlab(aJumpingClock(), over);
  return { gitlab, ...aGitlabCaller(gitlab.server) };
}

describe("the pipeline of a post", () => {
  it("is the newest that is neither archived nor a child", async () => {
    const { gitlab, post } = aBench();
    gitlab.addPipeline(onMain);
    const usable = gitlab.addPipeline(onMain).id;
    gitlab.addPipeline({ ...onMain, source: "parent_pipeline" });
    gitlab.archive(gitlab.addPipeline(onMain).id);

    expect(await post({ state: "running" })).toMatchObject({
      status: 201,
      body: { pipeline_id: usable, ref: "main", name: "default" },
    });
  });

  it("is the newest of the given ref", async () => {
    const { gitlab, post } = aBench();
    const main = gitlab.addPipeline(onMain).id;
    const request = gitlab.addPipeline({
      ...onMain,
      ref: "refs/merge-requests/3/head",
      source: "merge_request_event",
    }).id;

    expect(await post({ state: "running", ref: "main" })).toMatchObject({ body: { pipeline_id: main } });
    expect(await post({ state: "running" })).toMatchObject({ body: { pipeline_id: request } });
  });

  it("is a new external one when there is none", async () => {
    const { gitlab, post } = aBench();

    expect(await post({ state: "success", context: "n" })).toMatchObject({
      status: 201,
      body: { name: "n", ref: "main" },
    });
    expect(gitlab.pipelines()).toMatchObject([{ source: "external", ref: "main", sha: aCommit }]);
  });

  it.each([
    { what: "a child", change: { source: "parent_pipeline" as const }, ref: undefined },
    { what: "of another ref", change: {}, ref: "other" },
    { what: "archived", change: { isArchived: true }, ref: undefined },
  ])("is not found by its id when it is $what", async ({ change, ref }) => {
    const { gitlab, post } = aBench();
    const { id } = gitlab.addPipeline({ ...onMain, ...change });

    expect(await post({ state: "success", pipeline_id: id, ref })).toMatchObject({ status: 404 });
  });

  it("takes as many jobs as it may, retried ones included; open ones can still end", async () => {
    const { gitlab, post } = aBench({ jobLimit: 2 });
    const { id } = gitlab.addPipeline(onMain);
    await post({ state: "success", name: "a", pipeline_id: id });
    await post({ state: "running", name: "a", pipeline_id: id });

    expect(await post({ state: "running", name: "b", pipeline_id: id })).toMatchObject({
      status: 422,
      body: { message: "The number of jobs has exceeded the limit" },
    });
    expect(await post({ state: "success", name: "a", pipeline_id: id })).toMatchObject({ status: 201 });
    expect(await post({ state: "running", name: "b" })).toMatchObject({ status: 201 });
    expect(gitlab.pipelines()).toMatchObject([{ id }, { source: "external" }]);
  });
});

describe("the lists", () => {
  it("show the latest rows of every pipeline, real jobs included, filtered as asked", async () => {
    const { gitlab, post, get } = aBench();
    const first = gitlab.addPipeline(onMain).id;
    gitlab.addJob(first, "build");
    await post({ state: "success", name: "a" });
    await post({ state: "failed", name: "a" });
    const list = `/repository/commits/${aCommit}/statuses`;

    expect((await get(list)).body).toMatchObject([{ name: "build" }, { name: "a", status: "failed" }]);
    expect((await get(`${list}?name=a&pipeline_id=${first}`)).body).toMatchObject([
      { name: "a", status: "failed", allow_failure: false },
    ]);
    expect((await get(`${list}?all=true&sort=desc&stage=external`)).body).toMatchObject([
      { status: "failed" },
      { status: "success" },
    ]);
    expect((await get(`${list}?pipeline_id=1`)).body).toEqual([]);
    expect((await get(`${list}?ref=other`)).body).toEqual([]);
  });

  it.each([aCommit.slice(0, 8), "main"])("are empty for the short form %s, which a post understands", async (form) => {
    const { post, get } = aBench();

    expect(await post({ state: "success" }, form)).toMatchObject({ status: 201, body: { sha: aCommit } });
    expect(await get(`/repository/commits/${form}/statuses`)).toMatchObject({ status: 200, body: [] });
    expect(await get("/repository/commits/ffffffff/statuses")).toMatchObject({
      status: 404,
      body: { message: "404 Commit Not Found" },
    });
  });

  it("come in pages of twenty", async () => {
    const { gitlab, get } = aBench();
    const ids = Array.from({ length: 45 }, () => gitlab.addPipeline(onMain).id);
    const last = await get(`/pipelines?sha=${aCommit}&page=3`);

    expect((await get("/pipelines")).headers.get("x-next-page")).toBe("2");
    expect(last.body).toMatchObject(
      ids
        .slice(0, 5)
        .reverse()
        .map((id) => ({ id })),
    );
    expect(Object.fromEntries([...last.headers].filter(([name]) => name.startsWith("x-")))).toEqual({
      "x-page": "3",
      "x-next-page": "",
      "x-prev-page": "2",
      "x-per-page": "20",
      "x-total": "45",
      "x-total-pages": "3",
    });
  });

  it("show pipelines by ref and source, with the state that their statuses add up to", async () => {
    const { gitlab, post, get } = aBench();
    gitlab.addPipeline({ ...onMain, source: "parent_pipeline" });
    const { id } = gitlab.addPipeline(onMain);
    await post({ state: "running" });

    expect((await get(`/pipelines?sha=${aCommit}&ref=main&source=push`)).body).toMatchObject([
      { id, status: "running", source: "push" },
    ]);
    expect((await get("/pipelines?order_by=id&sort=asc")).body).toMatchObject([{ source: "parent_pipeline" }, { id }]);
  });
});
