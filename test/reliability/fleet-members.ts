import { parseScenario, type ReadScenario } from "../../local/scenario/read-scenario.ts";
import { seededRandom } from "../../local/server/seeded-random.ts";
import type { Decision, VerdictStatus } from "../../shared/domain/verdict.ts";
import { subjectProfile } from "./subjects.ts";

/** One rollout of a fleet, with what must come out. */
export interface FleetMember {
  readonly kind: FleetKind;
  readonly read: ReadScenario;
  /** When it is deployed, in seconds after the first. */
  readonly startsAt: number;
  /** The moment that decides it, in seconds after its own deploy. For a line: when the tail can return it. */
  readonly decidedAt: number;
  readonly verdict: VerdictStatus;
  readonly decision: Decision;
}

/** How each rollout goes, and how many of twenty go so. */
const shares = { healthy: 13, "rejected line": 2, "crash loop": 2, "rolled back": 2, "missing line": 1 } as const;
export type FleetKind = keyof typeof shares;

const kinds = Object.entries(shares).flatMap(([kind, share]) => Array<FleetKind>(share).fill(kind as FleetKind));

/** Every release's GitLab project. */
export const fleetProject = "betterfleet/fleet";

export interface FleetOptions {
  readonly size: number;
  /** The deploys come evenly over this time. */
  readonly overSeconds: number;
}

/** Rollouts of different services; when their tasks run and when they end differs, by a fixed seed. */
export function fleetMembers({ size, overSeconds }: FleetOptions): readonly FleetMember[] {
  const random = seededRandom(7);
  return Array.from({ length: size }, (_, index) => {
    const story = stories[kinds[index % kinds.length] ?? "healthy"](random);
    return { ...story, startsAt: Math.floor((index * overSeconds) / size), read: scenarioOf(index, story) };
  });
}

interface Story extends Omit<FleetMember, "read" | "startsAt"> {
  readonly timeline: readonly object[];
}

const migrated = 'Successfully applied 1 migration to schema "public", now at version v42 (execution time 00:01.000s)';
const started = "Started Application in 4.2 seconds (process running for 5)";
/** From a line's ingestion until FilterLogEvents returns it; the simulation's usual lag. */
const tailLag = 2;
/** `within` of the profile's log checks. */
const within = 60;

const stories: Readonly<Record<FleetKind, (random: () => number) => Story>> = {
  healthy: (random) => {
    const [runs, ends] = [between(random, 15, 45), between(random, 75, 150)];
    const timeline = [...starting(runs, { isComplete: true }), { at: `${ends}s`, rollout: "COMPLETED" }];
    return { kind: "healthy", timeline, decidedAt: ends, verdict: "passed", decision: "proceed" };
  },
  "rejected line": (random) => {
    const [runs, ends] = [between(random, 15, 45), between(random, 75, 150)];
    const line = runs + between(random, 8, 25);
    const timeline = [
      ...starting(runs, { isComplete: false }),
      { at: `${line}s`, tasks: 2, log: "APPLICATION FAILED TO START" },
      { at: `${ends}s`, rollout: "COMPLETED" },
    ];
    return { kind: "rejected line", timeline, decidedAt: line + tailLag, verdict: "failed", decision: "alert" };
  },
  "crash loop": (random) => {
    const runs = between(random, 15, 45);
    const timeline = [
      { at: `${runs}s`, every: "30s", times: 2, tasks: "new 1", status: "RUNNING" },
      { at: `${runs + 7}s`, every: "30s", times: 2, tasks: "newest 1", status: "STOPPED", exitCode: 1 },
    ];
    return { kind: "crash loop", timeline, decidedAt: runs + 37, verdict: "failed", decision: "alert" };
  },
  "rolled back": (random) => {
    const [runs, fails] = [between(random, 15, 45), between(random, 75, 150)];
    const timeline = [
      ...starting(runs, { isComplete: true }),
      { at: `${fails}s`, rollout: "FAILED", reason: "ECS deployment circuit breaker: an alarm went off." },
      { at: `${fails + 30}s`, rollout: "ROLLBACK_SUCCESSFUL" },
    ];
    return { kind: "rolled back", timeline, decidedAt: fails, verdict: "failed", decision: "alert" };
  },
  "missing line": (random) => {
    const runs = between(random, 15, 45);
    const timeline = [...starting(runs, { isComplete: false }), { at: `${runs + within + 20}s`, rollout: "COMPLETED" }];
    return { kind: "missing line", timeline, decidedAt: runs + within, verdict: "failed", decision: "delegate" };
  },
};

/** Both tasks run and the first one migrates; without `isComplete` the second never says that it started. */
function starting(runs: number, { isComplete }: { readonly isComplete: boolean }): readonly object[] {
  return [
    { at: `${runs}s`, tasks: "all", status: "RUNNING" },
    { at: `${runs + 4}s`, tasks: 1, log: migrated },
    { at: `${runs + 6}s`, tasks: isComplete ? "all" : 1, log: started },
  ];
}

function scenarioOf(index: number, { timeline, verdict }: Story): ReadScenario {
  const name = `service-${index}`;
  return parseScenario(
    JSON.stringify({
      title: name,
      service: { name, desired: 2, targetGroups: [name] },
      release: { id: `v2.${index}.1`, commit: sha(2 * index + 1), project: fleetProject },
      olderRelease: { id: `v2.${index}.0`, commit: sha(2 * index), project: fleetProject },
      profile: { ...subjectProfile, service: name },
      timeline,
      expect: { verdict },
    }),
  );
}

function sha(number: number): string {
  return (number + 1).toString(16).padStart(40, "a");
}

function between(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low));
}
