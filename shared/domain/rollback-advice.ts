import type { Told } from "./cause.ts";
import { rollbackTargetSeconds } from "./rollback.ts";
import type { RollbackState } from "./rollback-state.ts";
import { humanDuration } from "./time.ts";

interface Sentence {
  readonly text: string;
  /** A command, or the name of a release. */
  readonly code?: string;
}

/** Who rolls back a failed rollout; `brief` is the same in a few words. */
export interface RollbackAdvice extends Sentence {
  readonly brief: string;
}

const target = humanDuration(rollbackTargetSeconds);

export function rollbackStep(state: RollbackState, record: Told["record"]): RollbackAdvice {
  switch (state.kind) {
    case "done":
      return done(state);
    case "failed":
      return {
        brief: "ECS's rollback failed.",
        ...older(`ECS's rollback failed after ${humanDuration(state.seconds)}: see what runs, and deploy`, record),
      };
    case "under way":
      return {
        brief: "ECS rolls back.",
        text: `ECS has begun to roll back (target ${target}): see that it gets there.`,
      };
    case "tripped":
      return {
        brief: "Its circuit breaker tripped: see that ECS rolls back.",
        ...older(
          `ECS's circuit breaker has tripped and is set to roll back (target ${target}): see that it does. If it does not, deploy`,
          record,
        ),
      };
    case "failed by ECS":
      return {
        brief: "ECS failed the rollout: see whether it rolls back.",
        ...older("ECS says that the rollout failed: see whether it rolls back. If it does not, deploy", record),
      };
    case "given up":
      return {
        brief: "ECS does not roll back.",
        ...older("ECS stopped the rollout and does not roll back: deploy", record),
      };
    case "complete":
      return {
        brief: "ECS does not roll back.",
        ...older("ECS is done with the rollout and does not roll back: deploy", record),
      };
    case "breaker":
      return byBreaker(state.breaker, record);
    default:
      return state satisfies never;
  }
}

function done({ seconds, to }: Extract<RollbackState, { seconds: number }>): RollbackAdvice {
  const took = humanDuration(Math.round(seconds));
  const against = seconds <= rollbackTargetSeconds ? `(target ${target})` : `(longer than the target of ${target})`;
  const text = `ECS has rolled back in ${took} ${against}`;
  return {
    brief: `ECS rolled back in ${took}.`,
    ...(to === undefined ? { text: `${text}.` } : { text: `${text} to`, code: to }),
  };
}

const breakers = {
  off: ["Nobody rolls back.", "The circuit breaker is off, so failing tasks make nobody roll back. Do it yourself:"],
  "without rollback": [
    "Nobody rolls back.",
    "The circuit breaker is on without rollback, so nobody rolls back. Do it yourself:",
  ],
  on: [
    "ECS may roll back by itself.",
    "ECS rolls back by itself when its circuit breaker trips, which takes failed starts or health checks. If it does not, do it yourself:",
  ],
} as const;

/** ECS takes a service deployment back that is under way, with or without a circuit breaker (docs/facts/ecs.md 2.2). */
function byBreaker(breaker: keyof typeof breakers, record: Told["record"]): RollbackAdvice {
  const [brief, text] = breakers[breaker];
  const { serviceDeploymentArn, name } = record.rollout;
  if (serviceDeploymentArn === undefined) return { brief, ...older(`${text} deploy`, record) };
  const command = `aws ecs stop-service-deployment --region ${name.region} --service-deployment-arn ${serviceDeploymentArn} --stop-type ROLLBACK`;
  return { brief, text, code: command };
}

/** The release before this one is named only where it passed, and is another one. */
function older(begin: string, { replaces, key }: Told["record"]): Sentence {
  return replaces?.verdict === "passed" && replaces.releaseId !== key.releaseId
    ? { text: `${begin} the release before it again:`, code: replaces.releaseId }
    : { text: `${begin} the last release that passed again.` };
}
