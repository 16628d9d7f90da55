import { describe, expect, it } from "vitest";
import type { WebServer } from "../../../local/server/embedded-server.ts";
import { type Connection, gitlabClient } from "../../../shared/gitlab/client.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aGitlab, aJumpingClock, asFetch, aToken } from "../../builders/gitlab-bench.ts";

function aClient(server: WebServer, over: Partial<Connection> = {}, seen: Request[] = []) {
  return gitlabClient({
    fetch: asFetch(server, seen),
    host: "https://gitlab.example.com",
    project: "77",
    token: aToken,
    nowMilliseconds: () => 0,
    timeoutMilliseconds: () => 30_000,
    ...over,
  });
}

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: from + index, name: "n", status: "success", pipeline_id: 5 }));

describe("the client of GitLab", () => {
  it.each([
    { host: "https://gitlab.example.com", project: "77", url: "https://gitlab.example.com/api/v4/projects/77/" },
    {
      host: "https://one.example.com/gitlab",
      project: "a/b/c.d",
      url: "https://one.example.com/gitlab/api/v4/projects/a%2Fb%2Fc.d/",
    },
  ])("asks $host for $project", async ({ host, project, url }) => {
    const seen: Request[] = [];
    await aClient(async () => Response.json([]), { host, project }, seen).pipelines(aCommit, "feature/x#1");

    expect(seen.map((request) => request.url)).toEqual([
      `${url}pipelines?sha=${aCommit}&ref=feature%2Fx%231&order_by=id&sort=desc&per_page=20`,
    ]);
    expect(seen[0]?.headers.get("private-token")).toBe(aToken);
  });

  it.each([
    {
      what: "an error",
      response: () => Response.json({ message: "401 Unauthorized" }, { status: 401 }),
      kind: "unauthorized",
    },
    { what: "a page of HTML", response: () => new Response("<html>Sign in</html>"), kind: "unclear" },
    { what: "something else than a list", response: () => Response.json({ message: "hello" }), kind: "unclear" },
  ])("refuses $what in place of a list", async ({ response, kind }) => {
    await expect(aClient(async () => response()).pipelines(aCommit, undefined)).rejects.toMatchObject({
      failure: { kind },
    });
  });

  it("follows the pages of a list", async () => {
    const paged: WebServer = async ({ url }) => {
      const page = Number(new URL(url).searchParams.get("page"));
      return Response.json(rows(page * 100, 100), { headers: { "x-next-page": page < 3 ? String(page + 1) : "" } });
    };

    expect(await aClient(paged).statuses(aCommit, { name: "n" })).toHaveLength(300);
  });

  it("stops at a list without an end", async () => {
    const seen: Request[] = [];
    const endless: WebServer = async () => Response.json(rows(1, 1), { headers: { "x-next-page": "2" } });
    await aClient(endless, {}, seen).statuses(aCommit, { name: "n" });

    expect(seen).toHaveLength(10);
  });

  it("keeps to the name and pipeline even if GitLab passes over the filters", async () => {
    const unfiltered = [
      ...rows(1, 1),
      { ...rows(2, 1)[0], pipeline_id: 6 },
      { ...rows(3, 1)[0], name: "other" },
      "noise",
    ];

    expect(
      await aClient(async () => Response.json(unfiltered)).statuses(aCommit, { name: "n", pipelineId: "5" }),
    ).toMatchObject([{ id: 1 }]);
  });

  it("speaks the language of GitLab", async () => {
    const gitlab = aGitlab(aJumpingClock());
    const client = aClient(gitlab.server);
    const posted = await client.post(aCommit, { state: "running", name: "n", description: "d", ref: "main" });

    expect(posted).toMatchObject({ kind: "posted", row: { status: "running", description: "d" } });
    expect(await client.statuses(aCommit, { name: "n", ref: "main" })).toMatchObject([{ status: "running" }]);
    expect(await client.pipelines(aCommit, "main")).toMatchObject([{ source: "external" }]);
  });
});
