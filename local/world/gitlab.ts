import type { CommitState } from "../../shared/domain/commit-status.ts";
import type { Clock } from "../../shared/ports.ts";
import { type FakeGitlab, fakeGitlab } from "../gitlab/fake-gitlab.ts";
import type { Scenario } from "../scenario/schema/scenario.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";

export const gitlabHost = "gitlab.example.com";
/** A value that no log, record or error may ever show. */
export const gitlabToken = "glpat-simulated-secret-4711";

/** One status as GitLab took it. */
export interface PostedState {
  readonly sha: string;
  readonly name: string;
  readonly state: CommitState;
  readonly description: string;
}

export interface ScenarioGitlab {
  readonly gitlab: FakeGitlab;
  /** The fake's server, which also notes every status that was taken. */
  readonly server: EmbeddedServer;
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
  const later = scenario.timeline.flatMap((entry) =>
    "deploy" in entry && entry.deploy.release ? [entry.deploy.release] : [],
  );
  const older = scenario.olderRelease === "none" ? [] : [scenario.olderRelease];
  const releases = [scenario.release, ...later, ...older];
  const paths = [...new Set(releases.map(({ project }) => project))];
  const { knowsCommit, acceptsRepeats, jobLimit, pipeline } = scenario.gitlab;
  const projects = paths.map((path, index) => ({
    id: 42 + index,
    path,
    commits: knowsCommit
      ? releases.filter(({ project }) => project === path).map(({ commit, ref }) => ({ sha: commit, branches: [ref] }))
      : [],
  }));
  const gitlab = fakeGitlab({
    clock,
    projects,
    bots: [
      { token: gitlabToken, username: "project_42_bot", role: "developer", projects: projects.map(({ id }) => id) },
    ],
    acceptsRepeats,
    ...(jobLimit === undefined ? {} : { jobLimit }),
  });
  const own =
    pipeline === "own"
      ? gitlab.addPipeline({ projectId: 42, sha: scenario.release.commit, ref: scenario.release.ref, source: "push" })
      : undefined;
  const posted: PostedState[] = [];
  return {
    gitlab,
    posted,
    pipelineId: own && String(own.id),
    server: async (request) => {
      const isPost = request.method === "POST";
      const response = await gitlab.server(request);
      if (isPost && response.status === 201) {
        const { sha, name, status, description } = (await response.clone().json()) as {
          sha: string;
          name: string;
          status: CommitState;
          description: string | null;
        };
        const taken = { sha, name, state: status, description: description ?? "" };
        posted.push(taken);
        onPosted(taken);
      }
      return response;
    },
  };
}
