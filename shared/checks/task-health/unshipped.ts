import type { Conclusion } from "../../domain/conclude-check.ts";
import { neverRolled } from "../../domain/never-rolled.ts";
import { isRunning } from "../../domain/task.ts";
import { addSeconds, humanDuration } from "../../domain/time.ts";
import type { Situation } from "./situation.ts";

/** ECS lists a task soon after it counts it. */
const listedSeconds = 60;

/** ECS calls the rollout complete, and what it counts is not what was shipped: a green deploy that never rolled. Undefined when all is well. */
export function unshipped({ within }: { readonly within: number }, situation: Situation): Conclusion | undefined {
  const { seen, facts, counts, now } = situation;
  const old = neverRolled(facts.tasks.filter(isRunning), facts.rollout);
  if (old !== undefined) return { status: "failed", sign: "seen", reason: old };
  const isSeen = facts.tasks.some(({ lastStatus }) => lastStatus === "RUNNING");
  if (isSeen || counts.running < counts.desired) return undefined;
  const counted = `${counts.running}/${counts.desired} tasks running`;
  const finishedAt = seen.serviceDeployment?.finishedAt;
  const deadline =
    finishedAt === undefined ? addSeconds(facts.rollout.startedAt, within) : addSeconds(finishedAt, listedSeconds);
  if (now < deadline) {
    const reason = `the rollout is complete with ${counted}, and none of them is known to be of this rollout yet`;
    return { status: "pending", reason, deadline, lookAgainAt: addSeconds(now, 5) };
  }
  const after = finishedAt === undefined ? "" : ` ${humanDuration(listedSeconds)} after its end`;
  return {
    status: "failed",
    sign: "missing",
    reason: `missing evidence: ECS counts ${counted}, and lists none that this rollout started${after}`,
    deadline,
  };
}
