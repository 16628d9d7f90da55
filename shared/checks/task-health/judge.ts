import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { deploymentEnd } from "../../domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import { taskId } from "../../domain/task.ts";
import { classifyStop, describeStop, stoppedByItself } from "../../domain/task-failures.ts";
import { addSeconds, humanDuration, type Instant, latest } from "../../domain/time.ts";
import type { TaskHealth } from "./config.ts";

/** The rollout reached its end in time, with every wanted task running and none unhealthy, and its tasks did not stop by themselves. */
export function judgeTaskHealth(
  check: TaskHealth & { within: number },
  seen: ServiceMeasurement,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  const counts = countsOf(seen, facts);
  const conclusion =
    ended(seen, facts, now) ?? crashLoop(check, facts) ?? stability(check, { seen, facts, counts, now });
  return findingOf(check, now, { ...conclusion, facts: { ...counts, ...conclusion.facts } });
}

type Counts = Readonly<Record<"running" | "desired" | "pending" | "unhealthy", number>>;

function countsOf({ deployment, desired }: ServiceMeasurement, { tasks }: RolloutFacts): Counts {
  const running = tasks.filter((task) => task.lastStatus === "RUNNING" && task.desiredStatus !== "STOPPED");
  return {
    running: deployment?.running ?? running.length,
    desired: deployment?.desired ?? desired,
    pending: deployment?.pending ?? 0,
    unhealthy: running.filter((task) => task.healthStatus === "UNHEALTHY").length,
  };
}

function ended(seen: ServiceMeasurement, { rollout, tasks }: RolloutFacts, now: Instant): Conclusion | undefined {
  const end = deploymentEnd(seen, rollout, now);
  switch (end.kind) {
    case "rolled back":
      return { status: "failed", sign: "seen", reason: `rolled back by ECS: ${end.reason}${stopsSoFar(tasks)}` };
    case "failed":
      return { status: "failed", sign: "seen", reason: `the rollout failed: ${end.reason}${stopsSoFar(tasks)}` };
    case "superseded":
      return { status: "inconclusive", reason: `superseded by ${end.by}`, supersededBy: end.by };
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

function crashLoop({ maxStops }: TaskHealth, { tasks }: RolloutFacts): Conclusion | undefined {
  const stopped = tasks
    .filter(stoppedByItself)
    .sort((one, other) => ((one.stoppedAt ?? "") < (other.stoppedAt ?? "") ? -1 : 1));
  const last = stopped.at(-1);
  if (stopped.length < maxStops || last === undefined) return undefined;
  const { name, meaning, nextStep, fault } = classifyStop(last);
  return {
    status: "failed",
    sign: "seen",
    reason: `crash loop: ${stopped.length} tasks stopped by themselves, the last one: ${describeStop(last)}. ${meaning} ${nextStep}`,
    facts: { stopClass: name, fault, stops: stopped.length, lastTask: taskId(last) },
  };
}

interface Situation {
  readonly seen: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly counts: Counts;
  readonly now: Instant;
}

function stability({ within }: { readonly within: number }, { seen, facts, counts, now }: Situation): Conclusion {
  const { running, desired, pending, unhealthy } = counts;
  const state = seen.serviceDeployment?.status ?? seen.deployment?.rolloutState ?? "unknown";
  const tasks = `${running}/${desired} tasks running${pending > 0 ? `, ${pending} pending` : ""}${unhealthy > 0 ? `, ${unhealthy} unhealthy` : ""}`;
  const complete = deploymentEnd(seen, facts.rollout, now).kind === "completed";
  if (complete && desired === 0) {
    return {
      status: "inconclusive",
      reason: `rollout ${state}, but the service wants no tasks: nothing of it runs`,
      isOver: true,
    };
  }
  if (complete && running === desired && pending === 0 && unhealthy === 0) {
    return { status: "passed", reason: `rollout ${state}, ${tasks}${stopsSoFar(facts.tasks)}` };
  }
  const deadline = addSeconds((complete && changedAfterEnd(seen, facts)) || facts.rollout.startedAt, within);
  if (now >= deadline) {
    return {
      status: "failed",
      sign: "seen",
      reason: `not stable within ${humanDuration(within)}: rollout ${state}, ${tasks}${stopsSoFar(facts.tasks)}`,
      deadline,
    };
  }
  return { status: "pending", reason: `rollout ${state}, ${tasks}${stopsSoFar(facts.tasks)}`, deadline };
}

/** When the last task came or went after the rollout was complete: scaling or a lost host, which the service makes up for. */
function changedAfterEnd({ serviceDeployment }: ServiceMeasurement, { tasks }: RolloutFacts): Instant | undefined {
  const end = serviceDeployment?.finishedAt;
  if (end === undefined) return undefined;
  return latest(
    tasks.flatMap(({ createdAt, stoppedAt }) => [createdAt, stoppedAt]).filter((at) => at !== undefined && at > end),
  );
}

function stopsSoFar(tasks: RolloutFacts["tasks"]): string {
  const stopped = tasks.filter(stoppedByItself);
  const last = stopped.at(-1);
  return last === undefined
    ? ""
    : `; ${stopped.length} of its tasks stopped by ${stopped.length === 1 ? "itself" : "themselves"}: ${describeStop(last)}`;
}
