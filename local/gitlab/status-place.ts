import type { Parameters } from "./parameters.ts";
import { refusal } from "./reply.ts";
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

/** Where a status goes, as GitLab works it out. */
export interface Place {
  readonly sha: string;
  readonly ref: string;
  readonly name: string;
  readonly pipeline: FakePipeline | undefined;
}

/** Commit, ref and pipeline of a post; no pipeline means that GitLab makes an external one. */
export function placeOf(world: GitlabWorld, { project, bot, sha: given, params }: StatusRequest): Place {
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
export function openRow(world: GitlabWorld, { bot }: Pick<StatusRequest, "bot">, place: Place): FakeRow | undefined {
  return ownRows(world, bot, place).find(({ status }) => status === "pending" || status === "running");
}

export function ownRows(world: GitlabWorld, bot: FakeBot, { pipeline, ref, name }: Place): readonly FakeRow[] {
  return world.rows.filter(
    (row) =>
      row.kind === "external" &&
      row.pipelineId === pipeline?.id &&
      row.ref === ref &&
      row.name === name &&
      row.username === bot.username,
  );
}

export function addPipeline(
  world: GitlabWorld,
  given: Pick<FakePipeline, "projectId" | "sha" | "ref" | "source"> & { readonly isArchived?: boolean },
): FakePipeline {
  const pipeline = { isArchived: false, ...given, id: newId(world), createdAt: world.now() };
  world.pipelines.push(pipeline);
  return pipeline;
}
