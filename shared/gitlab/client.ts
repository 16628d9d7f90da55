import type { CommitState } from "../domain/commit-status.ts";
import { type Answer, type Failure, failureOf, postAnswer } from "./answer.ts";
import { exchange, type HttpRequest, type Reply, type Silence } from "./exchange.ts";
import { isObject, parsedJson, type StatusRow, statusRow } from "./status-row.ts";

/** A lookup that GitLab did not answer with data. */
export class GitlabRefusal extends Error {
  override readonly name = "GitlabRefusal";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`GitLab: ${failure.kind}`);
    this.failure = failure;
  }
}

export interface Connection {
  readonly fetch: typeof fetch;
  /** Base URL without a slash at the end; a self-managed GitLab may live under a path. */
  readonly host: string;
  /** Numeric id or path. */
  readonly project: string;
  readonly token: string;
  readonly nowMilliseconds: () => number;
  /** How long the next request may take, with its body. */
  readonly timeoutMilliseconds: () => number;
}

/** The fields of a post, as GitLab spells them. */
export interface StatusPost {
  readonly state: CommitState;
  readonly name: string;
  readonly description: string;
  readonly target_url?: string;
  readonly ref?: string;
  readonly pipeline_id?: number;
}

interface Pipeline {
  readonly id: string;
  readonly source: string;
}

/** The three requests that the validator makes of GitLab. The lookups throw GitlabRefusal, the post returns every answer. */
export interface GitlabClient {
  /** Not idempotent: GitLab adds a row for a repeated end state and hides the one before. */
  post(commit: string, status: StatusPost): Promise<Answer>;
  /** The latest statuses of that exact name. */
  statuses(commit: string, filter: StatusFilter): Promise<readonly StatusRow[]>;
  /** Pipelines of the commit, newest first, one page. */
  pipelines(commit: string, ref: string | undefined): Promise<readonly Pipeline[]>;
}

interface StatusFilter {
  readonly name: string;
  readonly pipelineId?: string | undefined;
  readonly ref?: string | undefined;
}

/** A name has one latest row per pipeline, so more pages than this means that the filter was not understood. */
const mostPages = 10;

export function gitlabClient(connection: Connection): GitlabClient {
  const base = `${connection.host}/api/v4/projects/${encodeURIComponent(connection.project)}`;
  const ask = (request: Pick<HttpRequest, "method" | "url" | "body">): Promise<Reply | Silence> =>
    exchange(connection.fetch, {
      ...request,
      token: connection.token,
      timeoutMilliseconds: connection.timeoutMilliseconds(),
    });

  /** The rows of one page, and the number of the next. */
  async function page(
    path: string,
    query: Query,
  ): Promise<{ readonly rows: readonly unknown[]; readonly next: string }> {
    const reply = await ask({ method: "GET", url: `${base}${path}?${queryText(query)}` });
    if ("silence" in reply || reply.status !== 200)
      throw new GitlabRefusal(failureOf(reply, connection.nowMilliseconds()));
    const rows = parsedJson(reply.text);
    if (!Array.isArray(rows)) throw new GitlabRefusal(failureOf(reply, connection.nowMilliseconds()));
    return { rows, next: reply.headers.get("x-next-page") ?? "" };
  }

  return {
    async post(commit, status) {
      const reply = await ask({ method: "POST", url: `${base}/statuses/${commit}`, body: status });
      return postAnswer(reply, status.state, connection.nowMilliseconds());
    },
    async statuses(commit, { name, pipelineId, ref }) {
      const found: StatusRow[] = [];
      let next = "1";
      for (let pages = 0; pages < mostPages && next !== ""; pages += 1) {
        const query = { name, pipeline_id: pipelineId, ref, per_page: "100", page: next };
        const got = await page(`/repository/commits/${commit}/statuses`, query);
        const rows = got.rows.map(statusRow).filter((row) => row !== undefined);
        found.push(...rows.filter((row) => row.name === name && isIn(row, pipelineId)));
        next = got.next;
      }
      return found;
    },
    async pipelines(commit, ref) {
      const { rows } = await page("/pipelines", { sha: commit, ref, order_by: "id", sort: "desc", per_page: "20" });
      return rows.map(pipeline).filter((found) => found !== undefined);
    },
  };
}

type Query = Readonly<Record<string, string | undefined>>;

function queryText(query: Query): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(set).toString();
}

/** GitLab versions that do not know the filter `pipeline_id` list every pipeline. */
function isIn(row: StatusRow, pipelineId: string | undefined): boolean {
  return pipelineId === undefined || row.pipelineId === undefined || row.pipelineId === pipelineId;
}

function pipeline(value: unknown): Pipeline | undefined {
  if (!isObject(value) || typeof value.id !== "number") return undefined;
  return { id: String(value.id), source: typeof value.source === "string" ? value.source : "" };
}
