import type { Conclusion } from "../../domain/conclude-check.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import { withoutFullStop } from "../../domain/full-stop.ts";
import { awaitedHook, progressText } from "../../domain/lifecycle.ts";
import { selfStops } from "../../domain/task-failures.ts";
import { addSeconds, earliest, humanDuration, type Instant, latest } from "../../domain/time.ts";
import type { TaskHealth } from "./config.ts";
import { ecsSays, hindrances } from "./hindrances.ts";
import { lookAtCapacity } from "./lost-capacity.ts";
import { remarkFacts, remarks } from "./remarks.ts";
import { stoppedByOthers, stopsSoFar } from "./self-stops.ts";
import { type Counts, isComplete, type Situation } from "./situation.ts";
import { stuck, stuckAt } from "./stuck.ts";
import { unshipped } from "./unshipped.ts";

/** ECS has not ended the rollout otherwise: whether it came to its end in time, whole, and with what was shipped. */
export function stability(check: TaskHealth & { within: number }, situation: Situation): Conclusion {
  const { seen, facts, counts, now } = situation;
  const { desired } = counts;
  const complete = isComplete(situation);
  const state = stateText(seen);
  const nothingWanted = `rollout ${state}, but the service wants no tasks: nothing of it runs`;
  if (complete && desired === 0) return { status: "inconclusive", reason: nothingWanted, isOver: true };
  const foreign = complete ? unshipped(check, situation) : undefined;
  if (foreign !== undefined) return foreign;
  const whole = isWhole(counts);
  const stops = stopsSoFar(facts);
  const standing = `rollout ${state}, ${tasksText(counts)}${stops}${stoppedByOthers(facts)}`;
  const told = [standing, ...remarks(situation)].join("; ");
  if (complete && whole) return { status: "passed", reason: told, facts: remarkFacts(situation) };
  const hang = complete ? undefined : stuck(check, situation);
  if (hang !== undefined) return stops === "" ? hang : { ...hang, reason: `${withoutFullStop(hang.reason)}${stops}` };
  // Whole tasks in a lifecycle stage wait for ECS, its bake time or a hook: that is no sign against them.
  const isPaused = !complete && isStaged(situation) && (whole || awaitedHook(seen.serviceDeployment) !== undefined);
  if (isPaused) return { status: "pending", reason: `${told}${ecsSays(situation)}` };
  const within = check.within + (facts.rollout.plannedWaitSeconds ?? 0);
  const deadline = addSeconds(clockStart(situation, complete), within);
  if (now >= deadline && desired === 0)
    return { status: "inconclusive", reason: notFinished(within, nothingWanted), isOver: true, deadline };
  if (now >= deadline) return { ...overdue({ within }, situation, told), deadline };
  const lookAgainAt = earliest([complete ? undefined : stuckAt(check, situation), lookAtCapacity(check, situation)]);
  const reason = `${told}${ecsSays(situation)}`;
  return { status: "pending", reason, deadline, ...(lookAgainAt !== undefined && { lookAgainAt }) };
}

/**
 * A release that runs whole has shown no failure; it cannot be judged to its end while ECS may not stop older tasks, and otherwise
 * lacks the sign that it is complete.
 */
function overdue({ within }: { readonly within: number }, situation: Situation, standing: string): Conclusion {
  const { counts, facts } = situation;
  const isProtected = hindrances(situation).some(({ name }) => name === "scale-in protection");
  const says = `${standing}${ecsSays(situation)}`;
  if (isProtected && counts.unhealthy === 0 && counts.pending === 0)
    return { status: "inconclusive", reason: notFinished(within, says) };
  if (isWhole(counts) && selfStops(facts.tasks).length === 0)
    return { status: "failed", sign: "missing", reason: missingEnd(within, says), facts: { missing: "completion" } };
  return { status: "failed", sign: "seen", reason: `not stable within ${humanDuration(within)}: ${says}` };
}

function stateText({ serviceDeployment, deployment }: Situation["seen"]): string {
  return serviceDeployment === undefined ? (deployment?.rolloutState ?? "unknown") : progressText(serviceDeployment);
}

function isWhole({ running, desired, pending, unhealthy }: Counts): boolean {
  return running === desired && pending === 0 && unhealthy === 0;
}

function missingEnd(within: number, says: string): string {
  return `missing evidence: not complete within ${humanDuration(within)}: ${says}`;
}

function notFinished(within: number, says: string): string {
  return `not finished within ${humanDuration(within)}: ${says}`;
}

/** Whether ECS says of a rolling rollout too in which stage it is, is not known; its clock runs on all the same. */
function isStaged({ seen, facts }: Pick<Situation, "seen" | "facts">): boolean {
  return facts.rollout.strategy !== "ROLLING" && seen.serviceDeployment?.lifecycleStage !== undefined;
}

/** From when the rollout's time counts: its start; when it is complete, or in stages that may take hours, its last task's coming or going. */
function clockStart({ seen, facts }: Situation, complete: boolean): Instant {
  const { startedAt } = facts.rollout;
  if (!complete && !isStaged({ seen, facts })) return startedAt;
  return changedAfter(complete ? seen.serviceDeployment?.finishedAt : startedAt, facts) ?? startedAt;
}

function tasksText({ running, desired, pending, unhealthy }: Counts): string {
  const parts = [pending > 0 && `, ${pending} pending`, unhealthy > 0 && `, ${unhealthy} unhealthy`].filter(Boolean);
  return `${running}/${desired} tasks running${parts.join("")}`;
}

/** When the last task came or went after this: scaling or a lost host, which the service makes up for. */
function changedAfter(since: Instant | undefined, { tasks }: RolloutFacts): Instant | undefined {
  if (since === undefined) return undefined;
  return latest(
    tasks.flatMap(({ createdAt, stoppedAt }) => [createdAt, stoppedAt]).filter((at) => at !== undefined && at > since),
  );
}
