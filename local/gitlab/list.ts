import type { Parameters } from "./parameters.ts";
import { json, refusal } from "./reply.ts";
import { commitOf, type FakePipeline, type FakeProject, type FakeRow, type GitlabWorld } from "./world.ts";

const paging = { page: "integer", per_page: "integer", order_by: "text", sort: "text" } as const;
export const listStatusParameters = {
  ref: "text",
  stage: "text",
  name: "text",
  pipeline_id: "integer",
  all: "boolean",
  ...paging,
} as const;
export const listPipelineParameters = { sha: "text", ref: "text", source: "text", ...paging } as const;

/** `GET /projects/:id/repository/commits/:sha/statuses`: a short sha passes the check for the commit and matches no row. */
export function listStatuses(world: GitlabWorld, project: FakeProject, sha: string, request: ListRequest): Response {
  const { params } = request;
  if (commitOf(project, sha) === undefined) throw refusal(404, "404 Commit Not Found");
  const rows = world.rows.filter(
    (row) =>
      row.projectId === project.id &&
      row.sha === sha &&
      (params.all === "true" || !row.retried) &&
      (params.ref === undefined || row.ref === params.ref) &&
      (params.stage === undefined || stageOf(row) === params.stage) &&
      (params.name === undefined || row.name === params.name) &&
      (params.pipeline_id === undefined || row.pipelineId === Number(params.pipeline_id)),
  );
  const key = params.order_by === "pipeline_id" ? "pipelineId" : "id";
  const sorted = rows.sort((left, right) => left[key] - right[key]);
  return pageOf(params.sort === "desc" ? sorted.reverse() : sorted, request, (row) => statusEntity(world, row));
}

/** `GET /projects/:id/pipelines`, newest first. Child pipelines are listed: whether GitLab hides them is not known. */
export function listPipelines(world: GitlabWorld, project: FakeProject, request: ListRequest): Response {
  const { params } = request;
  const found = world.pipelines.filter(
    (each) =>
      each.projectId === project.id &&
      (params.sha === undefined || each.sha === params.sha) &&
      (params.ref === undefined || each.ref === params.ref) &&
      (params.source === undefined || each.source === params.source),
  );
  const sorted = found.sort((left, right) => left.id - right.id);
  return pageOf(params.sort === "asc" ? sorted : sorted.reverse(), request, (each) => pipelineEntity(world, each));
}

export interface ListRequest {
  readonly url: URL;
  readonly params: Parameters;
}

/** Twenty entries unless asked otherwise, at most a hundred. */
function pageOf<Entry>(
  entries: readonly Entry[],
  { url, params }: ListRequest,
  entity: (entry: Entry) => unknown,
): Response {
  const size = Math.min(100, Math.max(1, Number(params.per_page ?? 20)));
  const page = Math.max(1, Number(params.page ?? 1));
  const pages = Math.max(1, Math.ceil(entries.length / size));
  const next = page < pages ? String(page + 1) : "";
  const link = new URL(url);
  link.searchParams.set("page", next);
  return json(200, entries.slice((page - 1) * size, page * size).map(entity), {
    "x-page": String(page),
    "x-next-page": next,
    "x-prev-page": page > 1 ? String(page - 1) : "",
    "x-per-page": String(size),
    "x-total": String(entries.length),
    "x-total-pages": String(pages),
    ...(next !== "" && { link: `<${link.href}>; rel="next"` }),
  });
}

/** A commit status as the API presents it. */
export function statusEntity(world: GitlabWorld, row: FakeRow): unknown {
  return {
    id: row.id,
    sha: row.sha,
    ref: row.ref,
    status: row.status,
    name: row.name,
    target_url: row.targetUrl,
    description: row.description,
    created_at: row.createdAt,
    started_at: row.startedAt,
    finished_at: row.finishedAt,
    allow_failure: false,
    coverage: row.coverage,
    pipeline_id: row.pipelineId,
    author: {
      id: 1 + world.bots.findIndex(({ username }) => username === row.username),
      username: row.username,
      name: row.username,
      state: "active",
    },
  };
}

function pipelineEntity(world: GitlabWorld, { id, projectId, sha, ref, source, createdAt }: FakePipeline): unknown {
  const latest = world.rows.filter((row) => row.pipelineId === id && !row.retried).map(({ status }) => status);
  const status =
    (["running", "pending", "failed", "canceled", "success"] as const).find((each) => latest.includes(each)) ??
    "created";
  return { id, iid: id, project_id: projectId, sha, ref, status, source, created_at: createdAt, updated_at: createdAt };
}

function stageOf(row: FakeRow): string {
  return row.kind === "external" ? "external" : "test";
}
