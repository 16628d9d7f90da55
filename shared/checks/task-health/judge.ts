import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { deploymentEnd } from "../../domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import { successorText } from "../../domain/successor-text.ts";
import { addSeconds, type Instant } from "../../domain/time.ts";
import type { TaskHealth } from "./config.ts";
import { capacityFacts, lostCapacity } from "./lost-capacity.ts";
import { crashLoop, lastWords, stopsSoFar, withCause } from "./self-stops.ts";
import { countsOf, isComplete, type Situation } from "./situation.ts";
import { stability } from "./stability.ts";

/** The rollout reached its end in time, with every wanted task running and none unhealthy, and its tasks did not stop by themselves. */
export function judgeTaskHealth(
  check: TaskHealth & { within: number },
  seen: ServiceMeasurement,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  const counts = countsOf(seen, facts);
  const situation = { seen, facts, counts, now };
  const failure = ended(check, situation) ?? crashLoop(check, situation) ?? lostCapacity(check, situation);
  const conclusion = failure ?? stability(check, situation);
  const told = lastWords(facts);
  const isLeft = conclusion.status === "failed" && isComplete(situation);
  const known = { ...counts, ...capacityFacts(situation), ...(isLeft && { ended: "complete" }), ...conclusion.facts };
  const completedAt = isComplete(situation) ? seen.serviceDeployment?.finishedAt : undefined;
  return findingOf(check, now, {
    ...told,
    ...conclusion,
    facts: { ...known, ...(completedAt !== undefined && { completedAt }), ...told.facts },
  });
}

function ended(check: TaskHealth, situation: Situation): Conclusion | undefined {
  const { seen, facts, now } = situation;
  const end = deploymentEnd(seen, facts.rollout, now);
  switch (end.kind) {
    case "rolled back":
      return endedAs(end.kind, withCause(`rolled back by ECS: ${end.reason}`, situation));
    case "failed":
      return endedAs(end.kind, withCause(`the rollout failed: ${end.reason}`, situation));
    case "superseded":
      // What was replaced because it was broken is broken (docs/adr/0005-order-of-verdicts.md).
      return crashLoop(check, situation) ?? supersededBy(end, facts);
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

/** What ECS itself made of the rollout, as `complete` does: tells whether anybody still has to roll back. */
function endedAs(ended: "rolled back" | "failed", conclusion: Conclusion): Conclusion {
  return { ...conclusion, facts: { ...conclusion.facts, ended } };
}

function supersededBy(
  { by, release }: { readonly by: string; readonly release?: string },
  facts: RolloutFacts,
): Conclusion {
  const before = stopsSoFar(facts).replace(/^; /, "; before that ");
  return {
    status: "inconclusive",
    reason: `superseded by ${successorText(by, release)}${before}`,
    supersededBy: by,
    ...(release !== undefined && { supersededByRelease: release }),
  };
}
