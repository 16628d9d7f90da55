import { milliseconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { ServedRequest, WebServer } from "../server/embedded-server.ts";
import { listPipelineParameters, listPipelines, listStatuses, listStatusParameters, statusEntity } from "./list.ts";
import { type Declared, parametersOf } from "./parameters.ts";
import { GitlabError, json, refusal } from "./reply.ts";
import { setStatus, statusParameters } from "./set-status.ts";
import { statusPage } from "./status-page.ts";
import { addPipeline } from "./status-place.ts";
import { type FakeBot, type FakePipeline, type FakeProject, type FakeRow, type GitlabWorld, newId } from "./world.ts";

export interface FakeGitlabOptions {
  readonly clock: Pick<Clock, "now">;
  readonly projects: readonly FakeProject[];
  readonly bots: readonly FakeBot[];
  /** Path under which GitLab is installed, e.g. `/gitlab`. */
  readonly basePath?: string;
  readonly jobLimit?: number;
  readonly acceptsRepeats?: boolean;
}

/** A GitLab that keeps the statuses of commits, by the rules of its CreateCommitStatusService. Outages are made in front of it. */
export interface FakeGitlab {
  readonly server: WebServer;
  addBot(bot: FakeBot): void;
  /** The token is unknown from now on. */
  revoke(token: string): void;
  addPipeline(given: Parameters<typeof addPipeline>[1]): FakePipeline;
  archive(pipelineId: number): void;
  /** A real CI job, which takes its name away from statuses. */
  addJob(pipelineId: number, name: string): void;
  /** The next posts for that sha find the lock taken: 409 after GitLab's own waiting. */
  holdCommit(sha: string, times: number, message?: string): void;
  /** The next posts into that pipeline fail to get its lock, which GitLab answers with 400. */
  holdPipeline(pipelineId: number, times: number): void;
  /** The next requests are over the rate limit, and are told to come back after `seconds`. */
  throttle(times: number, seconds: number): void;
  /** Every status and job ever made, oldest first. */
  rows(): readonly FakeRow[];
  pipelines(): readonly FakePipeline[];
}

export function fakeGitlab(options: FakeGitlabOptions): FakeGitlab {
  const world: GitlabWorld = {
    projects: [...options.projects],
    bots: [...options.bots],
    pipelines: [],
    rows: [],
    jobLimit: options.jobLimit ?? Number.POSITIVE_INFINITY,
    acceptsRepeats: options.acceptsRepeats ?? false,
    now: () => options.clock.now(),
    nextId: 1000,
  };
  const held = new Map<string, { times: number; readonly message: string }>();
  const limit = { times: 0, seconds: 0 };
  return {
    server: gitlabServer({ world, basePath: options.basePath ?? "", held, limit }),
    addBot: (bot) => void world.bots.push(bot),
    revoke(token) {
      world.bots.splice(0, Number.POSITIVE_INFINITY, ...world.bots.filter((bot) => bot.token !== token));
    },
    addPipeline: (given) => addPipeline(world, given),
    archive(pipelineId) {
      const archived = world.pipelines.map((each) => (each.id === pipelineId ? { ...each, isArchived: true } : each));
      world.pipelines.splice(0, Number.POSITIVE_INFINITY, ...archived);
    },
    addJob: (pipelineId, name) => void world.rows.push(ciJob(world, pipelineId, name)),
    holdCommit(sha, times, message = "Another update to this commit status is in progress") {
      held.set(sha, { times, message });
    },
    holdPipeline: (pipelineId, times) => void held.set(String(pipelineId), { times, message: "" }),
    throttle: (times, seconds) => void Object.assign(limit, { times, seconds }),
    rows: () => [...world.rows],
    pipelines: () => [...world.pipelines],
  };
}

interface Installation {
  readonly world: GitlabWorld;
  readonly basePath: string;
  readonly held: Map<string, { times: number; readonly message: string }>;
  readonly limit: { times: number; seconds: number };
}

function gitlabServer(installation: Installation): WebServer {
  const { world, limit } = installation;
  return async (request) => {
    const now = milliseconds(world.now());
    if (limit.times > 0) {
      limit.times -= 1;
      return overLimit(now, limit.seconds);
    }
    const response = await answer(installation, request).catch((error: unknown) => {
      if (error instanceof GitlabError) return json(error.status, error.body);
      throw error;
    });
    for (const [name, value] of Object.entries(rateHeaders(now, 60, 1999))) response.headers.set(name, value);
    return response;
  };
}

async function answer({ world, basePath, held }: Installation, request: ServedRequest): Promise<Response> {
  const url = new URL(request.url);
  if (request.method === "GET" && url.pathname === `${basePath}/`) return statusPage(world);
  const bot = authenticated(world, request);
  const prefix = `${basePath}/api/v4/projects/`;
  const [id = "", ...rest] = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length).split("/") : [];
  const project = visibleProject(world, bot, decodeURIComponent(id));
  const params = (declared: Declared) => parametersOf(request, declared);
  const route = `${request.method} ${rest.join("/")}`;
  const listed = /^GET repository\/commits\/([^/]+)\/statuses$/.exec(route)?.[1];
  if (listed !== undefined) {
    return listStatuses(world, project, decodeURIComponent(listed), {
      url,
      params: await params(listStatusParameters),
    });
  }
  if (route === "GET pipelines")
    return listPipelines(world, project, { url, params: await params(listPipelineParameters) });
  const posted = /^POST statuses\/([^/]+)$/.exec(route)?.[1];
  if (posted === undefined) throw new GitlabError(404, { error: "404 Not Found" });
  const sha = decodeURIComponent(posted);
  const given = await params(statusParameters);
  const lock = taken(held, sha);
  if (lock !== undefined) throw refusal(409, lock);
  const row = setStatus(
    world,
    { project, bot, sha, params: given },
    (pipelineId) => taken(held, String(pipelineId)) !== undefined,
  );
  return json(201, statusEntity(world, row));
}

function authenticated({ bots }: GitlabWorld, request: ServedRequest): FakeBot {
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = request.headers.get("private-token") ?? bearer;
  const bot = bots.findLast((each) => each.token === token);
  if (bot === undefined) throw refusal(401, "401 Unauthorized");
  return bot;
}

function visibleProject({ projects }: GitlabWorld, bot: FakeBot, id: string): FakeProject {
  const project = projects.find((each) => String(each.id) === id || each.path === id);
  if (project === undefined || !bot.projects.includes(project.id)) throw refusal(404, "404 Project Not Found");
  return project;
}

/** The message of a lock that is still held, which counts this request. */
function taken(held: Installation["held"], key: string): string | undefined {
  const lock = held.get(key);
  if (lock === undefined || lock.times === 0) return undefined;
  lock.times -= 1;
  return lock.message;
}

function overLimit(now: number, seconds: number): Response {
  const reset = new Date(now + seconds * 1000).toUTCString();
  const headers = { "content-type": "text/plain", "retry-after": String(seconds), "ratelimit-resettime": reset };
  return new Response("Retry later\n", { status: 429, headers: { ...headers, ...rateHeaders(now, seconds, 0) } });
}

function rateHeaders(now: number, resetsAfter: number, remaining: number): Readonly<Record<string, string>> {
  return {
    "ratelimit-limit": "2000",
    "ratelimit-name": "throttle_authenticated_api",
    "ratelimit-observed": String(2000 - remaining),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(Math.ceil(now / 1000) + resetsAfter),
  };
}

function ciJob(world: GitlabWorld, pipelineId: number, name: string): FakeRow {
  const pipeline = world.pipelines.find(({ id }) => id === pipelineId);
  if (pipeline === undefined) throw new Error(`There is no pipeline ${pipelineId}.`);
  const { projectId, sha, ref, createdAt } = pipeline;
  const texts = { description: null, targetUrl: null, coverage: null };
  const times = { createdAt, startedAt: createdAt, finishedAt: createdAt };
  const what = { kind: "ci", status: "success", username: "developer", retried: false } as const;
  return { id: newId(world), pipelineId, projectId, sha, ref, name, ...what, ...texts, ...times };
}
