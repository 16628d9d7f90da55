import type { CommitState } from "../../shared/domain/commit-status.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { type FakeGitlab, fakeGitlab } from "../gitlab/fake-gitlab.ts";
import type { FakeProject } from "../gitlab/world.ts";
import type { Scenario } from "../scenario/schema/scenario.ts";
import type { WebServer } from "../server/embedded-server.ts";

export const gitlabHost = "gitlab.example.com";
/** A value that no log, record or error may ever show. */
export const gitlabToken = "glpat-simulated-secret-4711";

/** One status as GitLab took it. */
export interface PostedState {
  readonly sha: string;
  readonly name: string;
  readonly state: CommitState;
  readonly description: string;
  /** Where it leads. */
  readonly targetUrl?: string;
}

export interface ScenarioGitlab {
  readonly gitlab: FakeGitlab;
  /** The fake's server, which also notes every status that was taken. */
  readonly server: WebServer;
  readonly posted: readonly PostedState[];
  /** The pipeline that deploys the first release; undefined when its commit has none. */
  readonly pipelineId: string | undefined;
}

/** A GitLab that knows every release's project and commit, as the scenario says. */
export function scenarioGitlab(
  scenario: Scenario,
  clock: Pick<Clock, "now">,
  onPosted: (posted: PostedState) => void,
): ScenarioGitlab {
  const { acceptsRepeats, jobLimit, pipeline } = scenario.gitlab;
  const { commit, ref } = scenario.release;
  const projects = projectsOf(scenario);
  const ids = projects.map(({ id }) => id);
  const gitlab = fakeGitlab({
    clock,
    projects,
    bots: [{ token: gitlabToken, username: "project_42_bot", role: "developer", projects: ids }],
    acceptsRepeats,
    ...(jobLimit === undefined ? {} : { jobLimit }),
  });
  const hasOwn = pipeline === "own";
  const own = hasOwn ? gitlab.addPipeline({ projectId: firstProject, sha: commit, ref, source: "push" }) : undefined;
  const posted: PostedState[] = [];
  const server: WebServer = async (request) => {
    const isPost = request.method === "POST";
    const response = await gitlab.server(request);
    if (!isPost || response.status !== 201) return response;
    const { sha, name, status, description, target_url } = (await response.clone().json()) as StatusEntity;
    const target = target_url !== null && { targetUrl: target_url };
    const taken = { sha, name, state: status, description: description ?? "", ...target };
    posted.push(taken);
    onPosted(taken);
    return response;
  };
  return { gitlab, posted, pipelineId: own && String(own.id), server };
}

interface StatusEntity {
  readonly sha: string;
  readonly name: string;
  readonly status: CommitState;
  readonly description: string | null;
  readonly target_url: string | null;
}

const firstProject = 42;

/** The release's project first. */
function projectsOf({ release, olderRelease, timeline, gitlab: { knowsCommit } }: Scenario): FakeProject[] {
  const later = timeline.flatMap((entry) => ("deploy" in entry && entry.deploy.release ? [entry.deploy.release] : []));
  const releases = [release, ...later, ...(olderRelease === "none" ? [] : [olderRelease])];
  return [...new Set(releases.map(({ project }) => project))].map((path, index) => {
    const own = knowsCommit ? releases.filter(({ project }) => project === path) : [];
    return {
      id: firstProject + index,
      path,
      commits: own.map(({ commit, ref }) => ({ sha: commit, branches: [ref] })),
    };
  });
}
