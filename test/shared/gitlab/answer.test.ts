import { describe, expect, it } from "vitest";
import type { CommitState } from "../../../shared/domain/commit-status.ts";
import { type Answer, failureOf, postAnswer } from "../../../shared/gitlab/answer.ts";
import type { Reply } from "../../../shared/gitlab/exchange.ts";

const now = Date.parse("2026-03-01T10:00:00Z");

function aReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: new Headers(headers), text: typeof body === "string" ? body : JSON.stringify(body) };
}

function transitionText(event: string, from: string): string {
  return `Cannot transition status via :${event} from :${from} (Reason(s): Status cannot transition via "${event}")`;
}

const row = {
  id: 7,
  name: "deploy-verified/p/r/s",
  status: "success",
  description: null,
  target_url: null,
  pipeline_id: 12,
};
const commitLocked = { message: "Another update to this commit status is in progress" };

interface Case {
  readonly what: string;
  readonly reply: Reply;
  readonly wanted?: CommitState;
  readonly answer: Partial<Answer>;
}

const cases: readonly Case[] = [
  { what: "the commit's lock", reply: aReply(409, commitLocked), answer: { kind: "busy" } },
  {
    what: "the commit's lock in older versions",
    reply: aReply(409, { message: "409 Conflict: Resource lock" }),
    answer: { kind: "busy" },
  },
  { what: "the pipeline's lock", reply: aReply(400, { message: "Failed to obtain a lock" }), answer: { kind: "busy" } },
  {
    what: "a database text",
    reply: aReply(400, { message: "PG::ConnectionBad: server closed" }),
    answer: { kind: "busy" },
  },
  { what: "a plain 400", reply: aReply(400, "Bad Request"), answer: { kind: "busy" } },
  {
    what: "a parameter that is no parameter",
    reply: aReply(400, { error: "state is missing" }),
    answer: { kind: "refused" },
  },
  { what: "an expired token", reply: aReply(401, { message: "401 Unauthorized" }), answer: { kind: "unauthorized" } },
  {
    what: "a protected ref",
    reply: aReply(403, { message: "403 Forbidden" }),
    answer: { kind: "forbidden", detail: "HTTP 403: 403 Forbidden" },
  },
  {
    what: "an unknown commit",
    reply: aReply(404, { message: "404 Commit Not Found" }),
    answer: { kind: "not found", what: "commit" },
  },
  {
    what: "an unknown project",
    reply: aReply(404, { message: "404 Project Not Found" }),
    answer: { kind: "not found", what: "project" },
  },
  {
    what: "a tag-only commit",
    reply: aReply(404, { message: "404 References for commit Not Found" }),
    answer: { kind: "not found", what: "ref" },
  },
  {
    what: "a child pipeline",
    reply: aReply(404, { message: "404 Pipeline for pipeline_id, sha and ref Not Found" }),
    answer: { kind: "not found", what: "pipeline" },
  },
  {
    what: "a page of HTML",
    reply: aReply(404, "<html>Not found</html>"),
    answer: { kind: "not found", what: "project" },
  },
  {
    what: "a full pipeline",
    reply: aReply(422, { message: "The number of jobs has exceeded the limit" }),
    answer: { kind: "job limit" },
  },
  {
    what: "a rate limit",
    reply: aReply(429, "Retry later\n", { "Retry-After": "30" }),
    answer: { kind: "throttled", seconds: 30 },
  },
  {
    what: "a rate limit that names its end",
    reply: aReply(429, "Retry later\n", { "RateLimit-Reset": String(now / 1000 + 42) }),
    answer: { kind: "throttled", seconds: 42 },
  },
  {
    what: "a rate limit that is over already",
    reply: aReply(429, "Retry later\n", { "RateLimit-Reset": String(now / 1000 - 5) }),
    answer: { kind: "throttled", seconds: 1 },
  },
  {
    what: "a rate limit without a time",
    reply: aReply(429, "Retry later\n", { "Retry-After": "soon" }),
    answer: { kind: "throttled" },
  },
  {
    what: "an internal error",
    reply: aReply(500, { message: "500 Internal Server Error" }),
    answer: { kind: "unclear", isOver: true },
  },
  { what: "a gateway's time-out", reply: aReply(504, "<html>"), answer: { kind: "unclear", isOver: false } },
  { what: "a gateway's bad answer", reply: aReply(502, "<html>"), answer: { kind: "unclear", isOver: false } },
  { what: "a redirect", reply: aReply(302, ""), answer: { kind: "refused" } },
  {
    what: "a teapot",
    reply: aReply(418, "short and stout"),
    answer: { kind: "refused", detail: "HTTP 418: short and stout" },
  },
  {
    what: "a taken name",
    reply: aReply(400, { message: { name: ["has already been taken"] } }),
    answer: { kind: "name taken" },
  },
  {
    what: "a link of another scheme",
    reply: aReply(400, { message: { target_url: ["is blocked: Only allowed schemes are http, https"] } }),
    answer: { kind: "bad field", fields: ["target_url"] },
  },
  { what: "success in another state", reply: aReply(201, { ...row, status: "running" }), answer: { kind: "unclear" } },
  { what: "success with a page of HTML", reply: aReply(200, "<html>Welcome</html>"), answer: { kind: "unclear" } },
  {
    what: "a repeated running",
    wanted: "running",
    reply: aReply(400, { message: transitionText("run", "running") }),
    answer: { kind: "same state" },
  },
  {
    what: "a repeated pending",
    wanted: "pending",
    reply: aReply(400, { message: transitionText("enqueue", "pending") }),
    answer: { kind: "same state" },
  },
  {
    what: "a late pending",
    wanted: "pending",
    reply: aReply(400, { message: transitionText("enqueue", "running") }),
    answer: { kind: "same state" },
  },
  {
    what: "a skip while running",
    wanted: "skipped",
    reply: aReply(400, { message: transitionText("skip", "running") }),
    answer: { kind: "illegal transition", from: "running" },
  },
  {
    what: "success",
    reply: aReply(201, row),
    answer: {
      kind: "posted",
      row: { id: 7, name: row.name, status: "success", description: "", targetUrl: "", pipelineId: "12" },
    },
  },
  { what: "success of an idempotent version", reply: aReply(200, row), answer: { kind: "posted" } },
  {
    what: "success of an old version, without the pipeline",
    reply: aReply(201, { ...row, pipeline_id: undefined }),
    answer: { kind: "posted", row: { id: 7, name: row.name, status: "success", description: "", targetUrl: "" } },
  },
];

describe("an answer of GitLab", () => {
  it.each(cases)("$reply.status for $what is $answer.kind", ({ reply, wanted = "success", answer }) => {
    expect(postAnswer(reply, wanted, now)).toMatchObject(answer);
  });

  it("keeps no invented waiting time", () => {
    expect(failureOf(aReply(429, "Retry later\n"), now)).toEqual({ kind: "throttled" });
  });

  it("may still arrive when nothing came back", () => {
    expect(postAnswer({ silence: "fetch failed (ECONNRESET)" }, "success", now)).toEqual({
      kind: "unclear",
      detail: "fetch failed (ECONNRESET)",
      isOver: false,
    });
  });
});
