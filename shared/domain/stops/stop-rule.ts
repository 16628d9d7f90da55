/** Whose fault a stopped task is. `none`: nothing is wrong, ECS is at its ordinary work. */
export type Fault = "release" | "configuration" | "platform" | "human" | "none";

/** What kind of end it was: the task never started, ended by itself, or was stopped because a health check failed. */
export type StopKind = "start" | "exit" | "health" | "other";

export interface TaskFailureClass {
  readonly name: string;
  readonly fault: Fault;
  readonly kind: StopKind;
  /** One plain sentence. */
  readonly meaning: string;
  readonly nextStep: string;
}

/** Applies when the stop code or one of `texts` fits, and besides one of `andTexts` and the culprit's exit code where they are asked for. */
export interface StopRule extends TaskFailureClass {
  readonly stopCodes?: readonly string[];
  /** Any of these texts in the stopped reason or in a container's reason, in any case. */
  readonly texts?: readonly string[];
  readonly andTexts?: readonly string[];
  readonly exitCodes?: readonly number[];
}

/** What a rule asks of a stop. */
type When = Pick<StopRule, "stopCodes" | "texts" | "andTexts" | "exitCodes">;
type Says = readonly [fault: Fault, kind: StopKind, meaning: string, nextStep: string];

/** One row of the table. */
export function rule(name: string, [fault, kind, meaning, nextStep]: Says, when: When): StopRule {
  return { name, fault, kind, meaning, nextStep, ...when };
}
