import { type Cause, causeOf, type Told } from "./cause.ts";
import { explainedBy } from "./diagnosis.ts";
import { ownerText } from "./owner.ts";
import { passedAdvice } from "./passed-advice.ts";
import { rollbackStep } from "./rollback-advice.ts";
import { type RollbackState, rollbackState } from "./rollback-state.ts";
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

/** The verdict's reason, or a finding's, where its advice stands beside it: what to do first is said there, and only there. */
export function reasonBeside(advice: Advice | undefined, reason: string): string {
  const first = explainedBy(reason)?.nextStep;
  const isSaid = first !== undefined && advice?.steps.some(({ text }) => text.endsWith(first));
  return isSaid ? reason.replace(` ${first}`, "") : reason;
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
