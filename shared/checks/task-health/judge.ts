import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { deploymentEnd } from "../../domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import { withoutFullStop } from "../../domain/full-stop.ts";
import { awaitedHook, progressText } from "../../domain/lifecycle.ts";
import { addSeconds, humanDuration, type Instant, latest } from "../../domain/time.ts";
import type { TaskHealth } from "./config.ts";
import { ecsSays, hindrances } from "./hindrances.ts";
import { crashLoop, lastWords, stoppedByOthers, stopsSoFar, withCause } from "./self-stops.ts";
import { type Counts, countsOf, type Situation } from "./situation.ts";
import { stuck, stuckAt } from "./stuck.ts";

/** The rollout reached its end in time, with every wanted task running and none unhealthy, and its tasks did not stop by themselves. */
export function judgeTaskHealth(
  check: TaskHealth & { within: number },
  seen: ServiceMeasurement,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  const counts = countsOf(seen, facts);
  const situation = { seen, facts, counts, now };
  const conclusion = ended(check, situation) ?? crashLoop(check, situation) ?? stability(check, situation);
  const told = lastWords(facts);
  return findingOf(check, now, { ...told, ...conclusion, facts: { ...counts, ...conclusion.facts, ...told.facts } });
}

function ended(check: TaskHealth, situation: Situation): Conclusion | undefined {
  const { seen, facts, now } = situation;
  const end = deploymentEnd(seen, facts.rollout, now);
  switch (end.kind) {
    case "rolled back":
      return withCause(`rolled back by ECS: ${end.reason}`, situation);
    case "failed":
      return withCause(`the rollout failed: ${end.reason}`, situation);
    case "superseded":
      // What was replaced because it was broken is broken (docs/adr/0005-order-of-verdicts.md).
      return crashLoop(check, situation) ?? supersededBy(end.by, facts);
    case "gone":
      return { status: "inconclusive", reason: end.reason, isOver: true };
    case "settling":
      return { status: "pending", reason: end.reason, lookAgainAt: addSeconds(now, 5) };
    case "going on":
    case "completed":
      return undefined;
    default:
      return end satisfies never;
  }
}

function supersededBy(by: string, facts: RolloutFacts): Conclusion {
  const before = stopsSoFar(facts).replace(/^; /, "; before that ");
  return { status: "inconclusive", reason: `superseded by ${by}${before}`, supersededBy: by };
}

function stability(check: TaskHealth & { within: number }, situation: Situation): Conclusion {
  const { seen, facts, counts, now } = situation;
  const { running, desired, pending, unhealthy } = counts;
  const complete = deploymentEnd(seen, facts.rollout, now).kind === "completed";
  const { serviceDeployment } = seen;
  const state =
    serviceDeployment === undefined ? (seen.deployment?.rolloutState ?? "unknown") : progressText(serviceDeployment);
  const nothingWanted = `rollout ${state}, but the service wants no tasks: nothing of it runs`;
  if (complete && desired === 0) return { status: "inconclusive", reason: nothingWanted, isOver: true };
  const isWhole = running === desired && pending === 0 && unhealthy === 0;
  const stops = stopsSoFar(facts);
  const standing = `rollout ${state}, ${tasksText(counts)}${stops}`;
  if (complete && isWhole) return { status: "passed", reason: standing };
  const hang = complete ? undefined : stuck(check, situation);
  if (hang !== undefined) return stops === "" ? hang : { ...hang, reason: `${withoutFullStop(hang.reason)}${stops}` };
  // Whole tasks in a lifecycle stage wait for ECS, its bake time or a hook: that is no sign against them.
  const isPaused = !complete && isStaged(situation) && (isWhole || awaitedHook(serviceDeployment) !== undefined);
  if (isPaused) return { status: "pending", reason: `${standing}${ecsSays(situation)}` };
  const within = check.within + (facts.rollout.plannedWaitSeconds ?? 0);
  const deadline = addSeconds(clockStart(situation, complete), within);
  if (now >= deadline && desired === 0)
    return { status: "inconclusive", reason: notFinished(within, nothingWanted), isOver: true, deadline };
  if (now >= deadline) return { ...overdue({ within }, situation, standing), deadline };
  const lookAgainAt = complete ? undefined : stuckAt(check, situation);
  const reason = `${standing}${ecsSays(situation)}`;
  return { status: "pending", reason, deadline, ...(lookAgainAt !== undefined && { lookAgainAt }) };
}

/** A release that runs whole while ECS may not stop older tasks has shown no failure: it cannot be judged to its end. */
function overdue({ within }: { readonly within: number }, situation: Situation, standing: string): Conclusion {
  const isProtected = hindrances(situation).some(({ name }) => name === "scale-in protection");
  const says = `${standing}${stoppedByOthers(situation.facts)}${ecsSays(situation)}`;
  if (isProtected && situation.counts.unhealthy === 0 && situation.counts.pending === 0)
    return { status: "inconclusive", reason: notFinished(within, says) };
  return { status: "failed", sign: "seen", reason: `not stable within ${humanDuration(within)}: ${says}` };
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
