import { withoutFullStop } from "./full-stop.ts";
import { hintRules, type LineHint } from "./line-hints.ts";
import { messageRules } from "./service-messages.ts";
import type { Fault } from "./stops/stop-rule.ts";
import { stopRules } from "./stops/stop-rules.ts";

/** What is known of a failure's cause. */
export interface Diagnosis extends Pick<LineHint, "meaning" | "nextStep" | "dependency"> {
  readonly name: string;
  readonly fault?: Fault;
}

/** What is left to do where a crash has no log to read. */
export const withoutLog = "Run its image with the same command and environment, and see what it prints.";

/** The class of a stop by the name that a finding keeps. */
export function classNamed(name: string | number | undefined): Diagnosis | undefined {
  return stopRules.find((rule) => rule.name === name);
}

/** A crash of which no line came. */
const silentCrash = stopRules
  .filter(({ name }) => name === "crash")
  .map((crash): Diagnosis => ({ ...crash, nextStep: withoutLog }));

const known: readonly Diagnosis[] = [...hintRules, ...messageRules, ...stopRules, ...silentCrash];

/** What a reason says at its end of a cause that is known: the meaning, and the next step. */
export function explainedBy(reason: string): Diagnosis | undefined {
  return known.find((each) => reason.includes(sentences(each)));
}

/** The reason where what explains it is told beside it. */
export function withoutExplanation(reason: string): string {
  const told = explainedBy(reason);
  return told === undefined ? reason : withoutFullStop(reason.replace(sentences(told), ""));
}

function sentences({ meaning, nextStep }: Diagnosis): string {
  return `${meaning} ${nextStep}`;
}
