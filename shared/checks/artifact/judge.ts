import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { deploymentEnd } from "../../domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import { shortDigest } from "../../domain/image.ts";
import { neverRolled } from "../../domain/never-rolled.ts";
import type { Rollout } from "../../domain/rollout.ts";
import { isRunning, type Task } from "../../domain/task.ts";
import { addSeconds, humanDuration, type Instant, latest } from "../../domain/time.ts";
import { type Comparison, compareImages } from "./compare.ts";
import type { Artifact } from "./config.ts";

/** ECS tells a digest with RUNNING or soon after; a task that shows none for so long has none (only images in ECR have). */
const digestSeconds = 60;

/** Every running task of the rollout runs the released image, from the released task definition, and started after the rollout began. */
export function judgeArtifact(
  check: Artifact & { readonly within: number },
  seen: ServiceMeasurement,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  const tasks = facts.tasks.filter(isRunning);
  const names = wantedNames(check, facts.rollout, tasks);
  const unknown = check.container?.filter((name) => isUnknown(facts.rollout, name)) ?? [];
  if (unknown.length > 0) {
    const known = facts.rollout.containers.map(({ name }) => name).join(", ");
    const reason = `the task definition has no container ${unknown.join(", ")} (it has ${known})`;
    return findingOf(check, now, { status: "inconclusive", reason });
  }
  const comparisons = names.map((name) => compareImages(name, { tasks, rollout: facts.rollout, seen }));
  const situation = { check, seen, facts, tasks, comparisons, now };
  const old = neverRolled(tasks, facts.rollout);
  const wrong = old === undefined ? wrongImage(comparisons, tasks.length) : failed(old);
  const conclusion = wrong ?? completeness(situation);
  const minds = comparisons.flatMap(({ container, mind }) => (mind === undefined ? [] : [`${container}: ${mind}`]));
  const isPending = conclusion.status === "pending";
  return findingOf(check, now, {
    ...conclusion,
    reason: isPending || minds.length === 0 ? conclusion.reason : `${conclusion.reason}; mind: ${minds.join("; ")}`,
    facts: { running: tasks.length, desired: desiredOf(seen), ...digestFacts(comparisons) },
  });
}

function wantedNames({ container }: Artifact, { containers }: Rollout, tasks: readonly Task[]): readonly string[] {
  if (container !== undefined) return container;
  const essential = containers.filter((each) => each.essential).map(({ name }) => name);
  if (essential.length > 0) return essential;
  // The task definition could not be described; what runs can still be compared.
  return [...new Set(tasks.flatMap((task) => task.containers.map(({ name }) => name)))];
}

function isUnknown({ containers }: Rollout, name: string): boolean {
  return containers.length > 0 && !containers.some((container) => container.name === name);
}

function wrongImage(comparisons: readonly Comparison[], total: number): Conclusion | undefined {
  for (const { container, released, running } of comparisons) {
    const wrong = running.filter(([digest]) => released !== undefined && digest !== released.digest);
    const [first] = wrong;
    if (first !== undefined && released !== undefined) {
      const count = wrong.reduce((sum, [, tasks]) => sum + tasks, 0);
      return failed(
        `wrong image: ${count} of ${total} running tasks ${count === 1 ? "runs" : "run"} ${container} from ${shortDigest(first[0])}, released is ${shortDigest(released.digest)} (by ${released.source})`,
      );
    }
    if (released === undefined && running.length > 1) {
      const kinds = running.map(([digest, tasks]) => `${shortDigest(digest)} in ${tasks}`).join(", ");
      return failed(`wrong image: the tasks run ${running.length} different images of ${container} (${kinds})`);
    }
  }
  return undefined;
}

function failed(reason: string): Conclusion {
  return { status: "failed", sign: "seen", reason };
}

interface Situation {
  readonly check: { readonly within: number };
  readonly seen: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly tasks: readonly Task[];
  readonly comparisons: readonly Comparison[];
  readonly now: Instant;
}

/** Nothing is wrong so far: enough for a pass once the rollout is complete and every wanted task could be compared. */
function completeness(situation: Situation): Conclusion {
  const { check, seen, facts, tasks, comparisons, now } = situation;
  const desired = desiredOf(seen);
  const isComplete = deploymentEnd(seen, facts.rollout, now).kind === "completed";
  const blind = comparisons.find(
    ({ released, unknown }) => unknown > 0 || (released === undefined && seen.imagesUnread !== undefined),
  );
  if (isComplete && desired === 0)
    return { status: "inconclusive", reason: "the service wants no tasks: nothing of the release runs" };
  if (isComplete && tasks.length >= desired && blind === undefined) {
    return { status: "passed", reason: comparisons.map((each) => sameImage(each, tasks.length)).join("; ") };
  }
  const unread = unreadReason(situation, blind);
  if (unread !== undefined) return { status: "inconclusive", reason: unread };
  const standing = `${tasks.length}/${desired} tasks of this release are running`;
  const deadline = latest([addSeconds(facts.rollout.startedAt, check.within), graceEnd(tasks)]) ?? now;
  if (now < deadline) {
    const awaited = isComplete ? `the rollout is complete, ${standing}` : "waiting for the rollout to complete";
    return { status: "pending", reason: awaited, deadline };
  }
  const state = isComplete ? "the rollout is complete" : "the rollout goes on";
  const reason = `missing evidence: ${state}, and ${standing} after ${humanDuration(check.within)}`;
  return { status: "failed", sign: "missing", reason, deadline };
}

function sameImage({ container, released, running }: Comparison, total: number): string {
  const digest = shortDigest(released?.digest ?? running[0]?.[0] ?? "");
  return released === undefined
    ? `all ${total} tasks run the same ${container}, ${digest}; which one was released is not known`
    : `all ${total} tasks run the released ${container}, ${digest}`;
}

/** Why this cannot be judged any more: what was refused stays refused, and a digest that did not come with the start does not come. */
function unreadReason(
  { seen, tasks, facts, check, now }: Situation,
  blind: Comparison | undefined,
): string | undefined {
  if (blind === undefined) return undefined;
  const { imagesUnread } = seen;
  const isLate = now >= addSeconds(facts.rollout.startedAt, check.within);
  if (blind.released === undefined && imagesUnread !== undefined && (isLate || imagesUnread.error === "AccessDenied")) {
    return `the released digest of ${blind.container} cannot be read: ${imagesUnread.message}`;
  }
  const end = graceEnd(tasks);
  if (blind.unknown === 0 || end === undefined || now < end) return undefined;
  return `ECS tells no digest of ${blind.container} for ${blind.unknown} of ${tasks.length} tasks: it does so for images in ECR only`;
}

function graceEnd(tasks: readonly Task[]): Instant | undefined {
  const last = latest(tasks.map(({ startedAt }) => startedAt));
  return last && addSeconds(last, digestSeconds);
}

function desiredOf({ deployment, desired }: ServiceMeasurement): number {
  return deployment?.desired ?? desired;
}

/** The digest of the release, `digest` for its first container: a later gate can be bound to exactly this image. */
function digestFacts(comparisons: readonly Comparison[]): Readonly<Record<string, string>> {
  const known = comparisons.flatMap(({ container, released, running }, index) => {
    const digest = released?.digest ?? (running.length === 1 ? running[0]?.[0] : undefined);
    const name = index === 0 ? "digest" : `digest of ${container}`;
    return digest === undefined ? [] : [[name, digest] as const];
  });
  const [first] = comparisons;
  return {
    ...Object.fromEntries(known),
    ...(first?.released !== undefined && { "released by": first.released.source }),
  };
}
