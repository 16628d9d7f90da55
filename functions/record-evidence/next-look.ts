import { firstRunningAt } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { Task } from "../../shared/domain/task.ts";
import { earliest, type Instant, secondsBetween } from "../../shared/domain/time.ts";

/** Without any event ECS is asked again after this time: a lost event costs one interval. */
const slowSeconds = 30;

/** While lines may be logged, the pause between two stays of CheckLogSignatures. */
const tailSeconds = 4;

interface Situation {
  readonly tasks: readonly Task[];
  readonly deadline: Instant;
  readonly now: Instant;
}

/** Whole seconds, at least 1, to the next look that makes sense when no event comes. */
export function secondsToNextLook(findings: readonly Finding[], { tasks, deadline, now }: Situation): number {
  const readsLogs = findings.some(({ kind }) => kind.startsWith("log-"));
  const rhythm = readsLogs && firstRunningAt({ tasks }) !== undefined ? tailSeconds : slowSeconds;
  const pending = findings.filter(({ status }) => status === "pending");
  const next = earliest(
    [deadline, ...pending.flatMap((finding) => [finding.deadline, finding.lookAgainAt])].filter(
      (at) => at === undefined || at > now,
    ),
  );
  const toNext = next === undefined ? rhythm : secondsBetween(now, next);
  return Math.max(1, Math.ceil(Math.min(rhythm, toNext)));
}
