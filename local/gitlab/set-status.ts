import { type CommitState, commitStates } from "../../shared/domain/commit-status.ts";
import type { Parameters } from "./parameters.ts";
import { refusal, unfit } from "./reply.ts";
import { refusedTransition } from "./transition.ts";
import {
  commitOf,
  type FakeBot,
  type FakePipeline,
  type FakeProject,
  type FakeRow,
  type GitlabWorld,
  newId,
} from "./world.ts";

export interface StatusRequest {
  readonly project: FakeProject;
  readonly bot: FakeBot;
  /** As it stands in the path. */
  readonly sha: string;
  readonly params: Parameters;
}

export const statusParameters = {
  state: "text",
  ref: "text",
  name: "text",
  context: "text",
  target_url: "text",
  description: "text",
  coverage: "number",
  pipeline_id: "integer",
} as const;

/** Where a status goes, as GitLab works it out. */
interface Place {
  readonly sha: string;
  readonly ref: string;
  readonly name: string;
  readonly pipeline: FakePipeline | undefined;
}

/**
 * `POST /projects/:id/statuses/:sha` in the order of GitLab's service, so that a refused post leaves an empty
 * pipeline behind exactly where GitLab's does.
 */
export function setStatus(
  world: GitlabWorld,
  request: StatusRequest,
  isLocked: (pipelineId: number) => boolean,
): FakeRow {
  const { project, bot, params } = request;
  if (params.state === undefined) throw unfit("state is missing");
  if (bot.role === "guest" || bot.role === "reporter") throw refusal(403, "403 Forbidden");
  const place = placeOf(world, request);
  const pipeline =
    place.pipeline ?? addPipeline(world, { projectId: project.id, sha: place.sha, ref: place.ref, source: "external" });
  const isProtected = project.protectedRefs?.includes(pipeline.ref) === true;
  if (isProtected && bot.role !== "maintainer") throw refusal(403, "403 Forbidden");
  const current = openRow(world, request, { ...place, pipeline });
  checkFields(world, pipeline, place.name, params);
  if (isLocked(pipeline.id)) throw refusal(400, "Failed to obtain a lock");
  const state = commitStates.find((known) => known === params.state);
  if (state === undefined) throw refusal(400, "invalid state");
  const repeated = world.acceptsRepeats ? repeatedRow(world, request, { ...place, pipeline }) : undefined;
  if (repeated !== undefined) return write(world, { ...repeated, ...textsOf(params, repeated) });
  const refused = refusedTransition(stateOf(current), state);
  if (refused !== undefined) throw refusal(400, refused);
  const row = current ?? newRow(world, request, { ...place, pipeline });
  return replaceOlder(world, write(world, entered(world, { ...row, ...textsOf(params, row) }, state)));
}

export function addPipeline(
  world: GitlabWorld,
  given: Pick<FakePipeline, "projectId" | "sha" | "ref" | "source"> & { readonly isArchived?: boolean },
): FakePipeline {
  const pipeline = { isArchived: false, ...given, id: newId(world), createdAt: world.now() };
  world.pipelines.push(pipeline);
  return pipeline;
}

function placeOf(world: GitlabWorld, { project, bot, sha: given, params }: StatusRequest): Place {
  const commit = commitOf(project, given);
  if (commit === undefined) throw refusal(404, "404 Commit Not Found");
  const { sha } = commit;
  const name = params.name ?? params.context ?? "default";
  const found = matchingPipeline(world, project, sha, params);
  const ref = params.ref ?? found?.ref ?? commit.branches[0];
  if (ref === undefined) throw refusal(404, "404 References for commit Not Found");
  const isPinned = params.pipeline_id !== undefined;
  if (isPinned && found === undefined) throw refusal(404, "404 Pipeline for pipeline_id, sha and ref Not Found");
  const jobs = world.rows.filter((row) => row.pipelineId === found?.id).length;
  const isFull = found !== undefined && jobs >= world.jobLimit;
  const mayAdd = !isFull || openRow(world, { bot }, { sha, ref, name, pipeline: found }) !== undefined;
  if (isPinned && !mayAdd) throw refusal(422, "The number of jobs has exceeded the limit");
  return { sha, ref, name, pipeline: mayAdd ? found : undefined };
}

/** The newest one that is neither archived nor a child pipeline, among the newest hundred unless one is named. */
function matchingPipeline(
  world: GitlabWorld,
  project: FakeProject,
  sha: string,
  params: Parameters,
): FakePipeline | undefined {
  const own = world.pipelines.filter(
    (each) => each.projectId === project.id && each.sha === sha && each.source !== "parent_pipeline",
  );
  const newest = own.sort((left, right) => right.id - left.id);
  const considered = params.pipeline_id === undefined ? newest.slice(0, 100) : newest;
  return considered.find(
    (each) =>
      !each.isArchived &&
      (params.ref === undefined || each.ref === params.ref) &&
      (params.pipeline_id === undefined || each.id === Number(params.pipeline_id)),
  );
}

/** The pending or running row of the same name, ref and user: the only one that a post moves on. */
function openRow(world: GitlabWorld, { bot }: Pick<StatusRequest, "bot">, place: Place): FakeRow | undefined {
  return ownRows(world, bot, place).find(({ status }) => status === "pending" || status === "running");
}

function repeatedRow(world: GitlabWorld, { bot, params }: StatusRequest, place: Place): FakeRow | undefined {
  return ownRows(world, bot, place).find(({ status, retried }) => !retried && status === params.state);
}

function ownRows(world: GitlabWorld, bot: FakeBot, { pipeline, ref, name }: Place): readonly FakeRow[] {
  return world.rows.filter(
    (row) =>
      row.kind === "external" &&
      row.pipelineId === pipeline?.id &&
      row.ref === ref &&
      row.name === name &&
      row.username === bot.username,
  );
}

function checkFields(world: GitlabWorld, pipeline: FakePipeline, name: string, params: Parameters): void {
  const long = "is too long (maximum is 255 characters)";
  const problems: Record<string, string[]> = {};
  for (const field of ["ref", "target_url", "description"]) {
    if ([...(params[field] ?? "")].length > 255) problems[field] = [long];
  }
  if (params.target_url !== undefined && !/^https?:\/\/[^/\s]+/.test(params.target_url)) {
    problems.target_url = [...(problems.target_url ?? []), "is blocked: Only allowed schemes are http, https"];
  }
  if (name === "") problems.name = ["can't be blank"];
  const isTaken = world.rows.some((row) => row.kind === "ci" && row.pipelineId === pipeline.id && row.name === name);
  if (isTaken) problems.name = ["has already been taken"];
  if (Object.keys(problems).length > 0) throw refusal(400, problems);
}

function newRow(
  world: GitlabWorld,
  { project, bot }: StatusRequest,
  place: Place & { readonly pipeline: FakePipeline },
): FakeRow {
  const { name, sha, pipeline } = place;
  const times = { createdAt: world.now(), startedAt: null, finishedAt: null };
  const texts = { description: null, targetUrl: null, coverage: null };
  const owner = { projectId: project.id, pipelineId: pipeline.id, username: bot.username };
  return {
    id: newId(world),
    kind: "external",
    ...owner,
    sha,
    ref: pipeline.ref,
    name,
    status: "pending",
    ...texts,
    retried: false,
    ...times,
  };
}

function stateOf(row: FakeRow | undefined): CommitState | "created" {
  return row?.status ?? "created";
}

function textsOf(params: Parameters, row: FakeRow): Pick<FakeRow, "description" | "targetUrl" | "coverage"> {
  return {
    description: params.description ?? row.description,
    targetUrl: params.target_url ?? row.targetUrl,
    coverage: params.coverage === undefined ? row.coverage : Number(params.coverage),
  };
}

function entered(world: GitlabWorld, row: FakeRow, status: CommitState): FakeRow {
  const now = world.now();
  if (status === "pending") return { ...row, status };
  return status === "running" ? { ...row, status, startedAt: now } : { ...row, status, finishedAt: now };
}

function write(world: GitlabWorld, row: FakeRow): FakeRow {
  const place = world.rows.findIndex(({ id }) => id === row.id);
  if (place === -1) world.rows.push(row);
  else world.rows[place] = row;
  return row;
}

/** Hides every other row of the name in the pipeline, whoever wrote it. */
function replaceOlder(world: GitlabWorld, row: FakeRow): FakeRow {
  for (const [place, other] of world.rows.entries()) {
    const isOlder = other.pipelineId === row.pipelineId && other.name === row.name && other.id !== row.id;
    if (isOlder) world.rows[place] = { ...other, retried: true };
  }
  return row;
}
