import { type FakeGitlab, type FakeGitlabOptions, fakeGitlab } from "../../local/gitlab/fake-gitlab.ts";
import { instant, milliseconds } from "../../shared/domain/time.ts";
import { gitlabStatuses, type PublishPorts } from "../../shared/gitlab/publish.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { CommitStatuses, Secrets } from "../../shared/ports/statuses.ts";
import { aCommit } from "./a-status-intent.ts";
import { type MemoryStatusRecords, memoryStatusRecords } from "./memory-status-records.ts";

export const aToken = "glpat-first-0123456789abcdef";

/** A clock that jumps over every sleep, and can be moved on. */
export interface JumpingClock extends Clock {
  pass(seconds: number): void;
}

export function aJumpingClock(start = "2026-03-01T10:05:00.000Z"): JumpingClock {
  let now = milliseconds(start);
  return {
    now: () => instant(now),
    async sleep(duration) {
      now += duration;
    },
    pass(seconds) {
      now += seconds * 1000;
    },
  };
}

/** A GitLab with one project, one commit on main and one bot; no pipeline yet. */
export function aGitlab(clock: Clock, over: Partial<FakeGitlabOptions> = {}): FakeGitlab {
  return fakeGitlab({
    clock,
    projects: [{ id: 77, path: "betterfleet/bf-manage-core", commits: [{ sha: aCommit, branches: ["main"] }] }],
    bots: [{ token: aToken, username: "validator", role: "developer", projects: [77] }],
    ...over,
  });
}

/** The server as `fetch`; `seen` collects the requests. */
export function asFetch(server: (request: Request) => Promise<Response>, seen: Request[] = []): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    seen.push(request.clone());
    return server(request);
  };
}

export interface GitlabBench {
  readonly clock: JumpingClock;
  readonly gitlab: FakeGitlab;
  readonly records: MemoryStatusRecords;
  /** Every request that was sent. */
  readonly seen: readonly Request[];
  readonly statuses: CommitStatuses;
}

/** A publisher in front of a simulated GitLab; `over` replaces single ports. */
export function aGitlabBench(
  over: Partial<PublishPorts & { clock: JumpingClock }> = {},
  options: Partial<FakeGitlabOptions> = {},
): GitlabBench {
  const { clock = aJumpingClock() } = over;
  const gitlab = aGitlab(clock, options);
  const records = memoryStatusRecords(clock);
  const seen: Request[] = [];
  const statuses = gitlabStatuses({
    fetch: asFetch(gitlab.server, seen),
    secrets: secretOf(() => aToken),
    secretFor: () => "gitlab-token",
    owner: callNames(),
    random: () => 0.5,
    records,
    ...over,
    clock,
  });
  return { clock, gitlab, records, seen, statuses };
}

/** A new name for each call. */
export function callNames(): () => string {
  let calls = 0;
  return () => {
    calls += 1;
    return `call-${calls}`;
  };
}

export function secretOf(token: (fresh: boolean) => string): Secrets {
  return { value: async (_id, { fresh = false } = {}) => token(fresh) };
}

/** `POST` and `GET` with path and query, without the host and the project. */
export function routesOf(seen: readonly Request[]): readonly string[] {
  return seen.map(({ method, url }) => `${method} ${new URL(url).pathname.replace(/^.*\/projects\/[^/]+\//, "")}`);
}
