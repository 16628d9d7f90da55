import { type Cause, causeOf, type Told } from "./cause.ts";
import { ownerText } from "./owner.ts";
import { passedAdvice } from "./passed-advice.ts";
import { rollbackTargetSeconds } from "./rollback.ts";
import { type RollbackState, rollbackState } from "./rollback-state.ts";
import { humanDuration } from "./time.ts";
import type { Verdict } from "./verdict.ts";

/** A sentence in our own words; what ends it is foreign text. */
export interface AdviceStep {
  readonly about: "cause" | "rollback" | "release" | "owner";
  readonly text: string;
  /** A command, the name of a release, or who owns it. */
  readonly code?: string;
  /** Words of ECS or a program. */
  readonly said?: string;
}

/** What the reader of a verdict should do, first things first. */
export interface Advice {
  readonly steps: readonly AdviceStep[];
  /** The most urgent of it in a few words, where there is little room; absent where the verdict says it all. */
  readonly brief?: string;
}

/** The same for every place that shows a verdict: the diagnosed cause first, then who rolls back, then the release. Undefined without a verdict. */
export function adviceOf(told: Told): Advice | undefined {
  const { verdict } = told.record;
  if (verdict === undefined) return undefined;
  switch (verdict.decision) {
    case "proceed":
      return { steps: passedAdvice(told).map((each) => ({ about: "release", ...each })) };
    case "none":
      return only("Nothing to do here: a newer rollout replaced this one and has a verdict of its own.");
    case "delegate":
      return {
        steps: [
          ...causeSteps(isDenied(verdict) ? { nextStep: giveRight } : causeOf(told), undefined),
          ...endsWithOwner(told.record, {
            begin: "Nobody can call this release healthy: stop the pipeline",
            unnamed: "give the evidence to the service's owner to judge",
            named: "Give the evidence to its owner to judge:",
          }),
        ],
      };
    case "alert":
      return alarm(told);
    default:
      return verdict.decision satisfies never;
  }
}

/** All of it where nobody needs the command: who rolls back in a few words. */
export function adviceInShort(told: Told): string {
  const { steps, brief } = adviceOf(told) ?? { steps: [], brief: undefined };
  return steps.map((step) => (step.about === "rollback" ? (brief ?? step.text) : stepText(step))).join(" ");
}

/** For text without markup. */
export function stepText(step: AdviceStep): string {
  return step.code === undefined ? sentence(step) : `${step.text} ${step.code}`;
}

/** A step without its code. */
export function sentence({ text, said }: AdviceStep): string {
  return said === undefined ? text : `${text} ${said}.`;
}

const giveRight = "Give the validator's role the action that the reason names, on that resource.";

function isDenied({ status, reason }: Verdict): boolean {
  return status === "inconclusive" && /\b(?:was|were) denied\b|AccessDenied/.test(reason);
}

function only(text: string): Advice {
  return { steps: [step(text)] };
}

function step(text: string): AdviceStep {
  return { about: "release", text };
}

/** An owner whom the profile names has a step of its own. */
function endsWithOwner(
  { profile: { owner } }: Told["record"],
  { begin, unnamed, named }: { readonly begin: string; readonly unnamed: string; readonly named: string },
): readonly AdviceStep[] {
  if (owner === undefined) return [step(`${begin}, and ${unnamed}.`)];
  return [step(`${begin}.`), { about: "owner", text: named, code: ownerText(owner) }];
}

function alarm(told: Told): Advice {
  const cause = causeOf(told);
  const state = rollbackState(told);
  const { brief, ...rollback } = rollbackStep(state, told.record);
  return {
    steps: [
      ...causeSteps(cause, state),
      { about: "rollback", ...rollback },
      ...endsWithOwner(told.record, {
        begin: "Stop the pipeline before the next Region",
        unnamed: "call the release's owner",
        named: "Call its owner:",
      }),
    ],
    brief: isToCome(state) && cause.dependency ? `Check ${cause.dependency} before you roll back.` : brief,
  };
}

function causeSteps({ dependency, nextStep }: Cause, state: RollbackState | undefined): readonly AdviceStep[] {
  if (nextStep === undefined) return [];
  if (dependency === undefined || state === undefined) return [{ about: "cause", text: nextStep }];
  const looks = isToCome(state)
    ? `Looks like ${dependency}: check it before you roll back.`
    : `Looks like ${dependency}: an older release may meet the same.`;
  return [{ about: "cause", text: `${looks} ${nextStep}` }];
}

function isToCome({ kind }: RollbackState): boolean {
  return kind === "breaker" || kind === "complete" || kind === "given up";
}

type RollbackAdvice = Omit<AdviceStep, "about"> & { readonly brief: string };

const target = humanDuration(rollbackTargetSeconds);

function rollbackStep(state: RollbackState, record: Told["record"]): RollbackAdvice {
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
function older(begin: string, { replaces, key }: Told["record"]): Omit<AdviceStep, "about"> {
  return replaces?.verdict === "passed" && replaces.releaseId !== key.releaseId
    ? { text: `${begin} the release before it again:`, code: replaces.releaseId }
    : { text: `${begin} the last release that passed again.` };
}
