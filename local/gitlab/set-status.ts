import { type CommitState, commitStates } from "../../shared/domain/commit-status.ts";
import type { Parameters } from "./parameters.ts";
import { refusal, unfit } from "./reply.ts";
import { addPipeline, openRow, ownRows, type Place, placeOf, type StatusRequest } from "./status-place.ts";
import { refusedTransition } from "./transition.ts";
import { type FakePipeline, type FakeRow, type GitlabWorld, newId } from "./world.ts";

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
  const target = { ...place, pipeline };
  const current = openRow(world, request, target);
  checkFields(world, pipeline, place.name, params);
  if (isLocked(pipeline.id)) throw refusal(400, "Failed to obtain a lock");
  const state = commitStates.find((known) => known === params.state);
  if (state === undefined) throw refusal(400, "invalid state");
  const repeated = world.acceptsRepeats ? repeatedRow(world, request, target) : undefined;
  if (repeated !== undefined) return write(world, { ...repeated, ...textsOf(params, repeated) });
  const refused = refusedTransition(stateOf(current), state);
  if (refused !== undefined) throw refusal(400, refused);
  const row = current ?? newRow(world, request, target);
  return replaceOlder(world, write(world, entered(world, { ...row, ...textsOf(params, row) }, state)));
}

function repeatedRow(world: GitlabWorld, { bot, params }: StatusRequest, place: Place): FakeRow | undefined {
  return ownRows(world, bot, place).find(({ status, retried }) => !retried && status === params.state);
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
