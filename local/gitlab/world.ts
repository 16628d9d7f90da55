import type { CommitState } from "../../shared/domain/commit-status.ts";
import type { Instant } from "../../shared/domain/time.ts";

export interface FakeCommit {
  readonly sha: string;
  /** Branches that hold the commit; none for a commit that only a tag holds. */
  readonly branches: readonly string[];
}

export interface FakeProject {
  readonly id: number;
  /** `group/name`. */
  readonly path: string;
  readonly commits: readonly FakeCommit[];
  /** Refs on which a Developer may neither push nor merge. */
  readonly protectedRefs?: readonly string[];
}

/** One user per token, as GitLab makes one bot per project access token. */
export interface FakeBot {
  readonly token: string;
  readonly username: string;
  readonly role: "guest" | "reporter" | "developer" | "maintainer";
  /** Ids of the projects that it sees. */
  readonly projects: readonly number[];
}

export interface FakePipeline {
  readonly id: number;
  readonly projectId: number;
  readonly sha: string;
  readonly ref: string;
  /** `parent_pipeline` is a child pipeline, `merge_request_event` one of a merge request, `external` one made by a status. */
  readonly source: "push" | "web" | "schedule" | "merge_request_event" | "parent_pipeline" | "external";
  readonly isArchived: boolean;
  readonly createdAt: Instant;
}

/** One job of a pipeline: an external status, or a real CI job. */
export interface FakeRow {
  readonly id: number;
  readonly kind: "external" | "ci";
  readonly pipelineId: number;
  readonly projectId: number;
  readonly sha: string;
  readonly ref: string;
  readonly name: string;
  readonly status: CommitState;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly coverage: number | null;
  readonly username: string;
  /** Replaced by a newer row of the same name. */
  readonly retried: boolean;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

/** Everything that one simulated GitLab knows. */
export interface GitlabWorld {
  readonly projects: FakeProject[];
  readonly bots: FakeBot[];
  readonly pipelines: FakePipeline[];
  readonly rows: FakeRow[];
  /** Jobs that a pipeline may hold, retried ones included. */
  readonly jobLimit: number;
  /** Whether a repeated state is accepted without a new row (merge request 198626), or refused as in the versions known. */
  readonly acceptsRepeats: boolean;
  readonly now: () => Instant;
  nextId: number;
}

export function newId(world: GitlabWorld): number {
  world.nextId += 1;
  return world.nextId;
}

/** What `project.commit(text)` finds: a full sha, the beginning of one, or a branch. */
export function commitOf(project: FakeProject, text: string): FakeCommit | undefined {
  const exact = project.commits.find(({ sha }) => sha === text);
  const short = /^[0-9a-f]{7,64}$/.test(text) ? project.commits.find(({ sha }) => sha.startsWith(text)) : undefined;
  return exact ?? short ?? project.commits.findLast(({ branches }) => branches.includes(text));
}
