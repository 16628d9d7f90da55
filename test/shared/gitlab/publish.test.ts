import { describe, expect, it } from "vitest";
import { gitlabStatuses } from "../../../shared/gitlab/publish.ts";
import { statusGroup, statusKey } from "../../../shared/gitlab/status-key.ts";
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
import { memoryStatusRecords } from "../../builders/memory-status-records.ts";

const onMain = { projectId: 77, sha: aCommit, ref: "main", source: "push" } as const;

describe("a status that GitLab does not take for now", () => {
  it("is thrown back after three tries, and posted by a later call", async () => {
    const { gitlab, statuses, clock, seen } = aGitlabBench();
    gitlab.addPipeline(onMain);
    gitlab.holdCommit(aCommit, 3);

    await expect(statuses.publish(aStatusIntent())).rejects.toMatchObject({
      name: "StatusUndelivered",
      message: expect.stringContaining("HTTP 409: Another update to this commit status is in progress"),
    });
    expect(routesOf(seen).filter((route) => route.startsWith("POST"))).toHaveLength(3);
    clock.pass(5);
    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
    expect(gitlab.rows()).toHaveLength(1);
  });

  it("is posted by the same call when the pipeline's lock is free a moment later", async () => {
    const { gitlab, statuses } = aGitlabBench();
    gitlab.holdPipeline(gitlab.addPipeline(onMain).id, 2);

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
  });

  it("waits out a short rate limit, and leaves a long one to the caller", async () => {
    const { gitlab, statuses, clock } = aGitlabBench();
    gitlab.throttle(1, 3);
    expect(await statuses.publish(aRunningIntent())).toMatchObject({ outcome: "posted" });
    expect(clock.now() >= "2026-03-01T10:05:03.000Z").toBe(true);

    gitlab.throttle(1, 30);
    const before = clock.now();
    await expect(statuses.publish(aStatusIntent())).rejects.toThrow(/try again after 30 s/);
    expect(clock.now()).toBe(before);
  });

  it("is given up in time for the workflow when GitLab hangs", async () => {
    const clock = aJumpingClock();
    const hanging: typeof fetch = async () => {
      clock.pass(30);
      throw new TypeError("fetch failed");
    };
    const { statuses } = aGitlabBench({ fetch: hanging, clock });
    const start = Date.parse(clock.now());

    await expect(statuses.publish(aStatusIntent())).rejects.toMatchObject({ name: "StatusUndelivered" });
    expect(Date.parse(clock.now()) - start).toBeLessThan(100_000);
  });

  it("meets StatusBusy while another call holds the commit, until the lease runs out", async () => {
    const { statuses, records, clock } = aGitlabBench();
    await records.lock(statusGroup(aStatusIntent()), "a crashed call", 120);

    await expect(statuses.publish(aStatusIntent())).rejects.toMatchObject({ name: "StatusBusy" });
    clock.pass(120);
    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });
  });

  it("meets StatusBusy when somebody else changed the record under an outlived lease", async () => {
    const clock = aJumpingClock();
    const records = memoryStatusRecords(clock);
    const overtaken = { ...records, save: async () => false };

    await expect(aGitlabBench({ clock, records: overtaken }).statuses.publish(aStatusIntent())).rejects.toMatchObject({
      name: "StatusBusy",
    });
  });
});

describe("a status that only a person can help", () => {
  it("is parked with the reason, and posted, repaired perhaps, when it is asked for again", async () => {
    const clock = aJumpingClock();
    const gitlab = aGitlab(clock);
    gitlab.revoke(aToken);
    const { statuses, records } = aGitlabBench({ clock, fetch: asFetch(gitlab.server) });

    expect(await statuses.publish(aStatusIntent())).toEqual({
      outcome: "parked",
      reason: expect.stringMatching(/HTTP 401/),
    });
    expect(records.all.get(statusKey(aStatusIntent()))?.parked).toMatchObject({
      reason: expect.stringMatching(/HTTP 401/),
    });

    gitlab.addBot({ token: aToken, username: "validator", role: "developer", projects: [77] });
    const repaired = aStatusIntent({ description: "Verified, told again" });
    expect(await statuses.publish(repaired)).toMatchObject({ outcome: "posted" });
    expect(gitlab.rows()).toMatchObject([{ description: "Verified, told again" }]);
    expect(records.all.get(statusKey(aStatusIntent()))).not.toHaveProperty("parked");
  });

  it.each([
    {
      what: "a protected ref",
      over: {
        projects: [{ id: 77, path: "a/b", commits: [{ sha: aCommit, branches: ["main"] }], protectedRefs: ["main"] }],
      },
    },
    { what: "an unknown commit", over: { projects: [{ id: 77, path: "a/b", commits: [] }] } },
    {
      what: "a project it cannot see",
      over: { bots: [{ token: aToken, username: "v", role: "developer" as const, projects: [] }] },
    },
  ])("is parked for $what", async ({ over }) => {
    const { statuses } = aGitlabBench({}, over);

    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "parked" });
  });

  it.each(["", "two words", "glpat\nInjected: header"])("is parked when the secret holds %j", async (token) => {
    const { statuses, seen } = aGitlabBench({ secrets: secretOf(() => token) });

    expect(await statuses.publish(aStatusIntent())).toMatchObject({
      outcome: "parked",
      reason: "Secret gitlab-token holds no usable token.",
    });
    expect(seen).toHaveLength(0);
  });

  it("is skipped without a token for that host, and without a full sha", async () => {
    const { statuses, seen } = aGitlabBench({
      secretFor: (host) => (host === "https://gitlab.example.com" ? "gitlab-token" : undefined),
    });

    expect(await statuses.publish(aStatusIntent({ host: "https://evil.example.com" }))).toMatchObject({
      outcome: "skipped",
    });
    expect(await statuses.publish(aStatusIntent({ commit: "4f9b1c0d" }))).toMatchObject({ outcome: "skipped" });
    expect(seen).toHaveLength(0);
  });
});

describe("a status that GitLab takes", () => {
  it("moves one row from running to the verdict, with one lookup in all", async () => {
    const { gitlab, statuses, seen } = aGitlabBench();
    const pipelineId = gitlab.addPipeline(onMain).id;

    expect(await statuses.publish(aRunningIntent())).toMatchObject({
      outcome: "posted",
      pipelineId: String(pipelineId),
    });
    expect(await statuses.publish(aStatusIntent())).toMatchObject({ outcome: "posted" });

    const { name, description, targetUrl } = aStatusIntent();
    expect(gitlab.rows()).toMatchObject([{ name, status: "success", description, targetUrl, pipelineId }]);
    const post = `POST statuses/${aCommit}`;
    expect(routesOf(seen)).toEqual(["GET pipelines", `GET repository/commits/${aCommit}/statuses`, post, post]);
  });

  it("is asked of GitLab once, however often it comes", async () => {
    const { gitlab, statuses, seen } = aGitlabBench();
    await statuses.publish(aStatusIntent());
    const asked = seen.length;

    expect(await statuses.publish(aStatusIntent())).toMatchObject({
      outcome: "already posted",
      id: gitlab.rows()[0]?.id,
    });
    expect(await statuses.publish(aRunningIntent())).toMatchObject({ outcome: "stale" });
    expect(seen).toHaveLength(asked);
  });

  it("goes to each GitLab with its own record and token", async () => {
    const clock = aJumpingClock();
    const other = "glpat-other-0123456789abcdef";
    const one = aGitlab(clock);
    const two = aGitlab(clock, {
      basePath: "/gitlab",
      bots: [{ token: other, username: "v", role: "developer", projects: [77] }],
    });
    const statuses = gitlabStatuses({
      clock,
      fetch: asFetch(async (request) =>
        (request.url.startsWith("https://two.example.com/gitlab/") ? two : one).server(request),
      ),
      records: memoryStatusRecords(clock),
      secrets: { value: async (id) => (id === "two" ? other : aToken) },
      secretFor: (host) => (host.startsWith("https://two.") ? "two" : "one"),
      owner: () => clock.now(),
    });

    await statuses.publish(aStatusIntent());
    await statuses.publish(aStatusIntent({ host: "https://two.example.com/gitlab/" }));
    expect([one.rows().length, two.rows().length]).toEqual([1, 1]);
  });
});
