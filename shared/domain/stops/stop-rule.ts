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

/** Applies when the stop code, one of `texts` or one of `begins` fits, and besides one of `andTexts` and the culprit's exit code where they are asked for. */
export interface StopRule extends TaskFailureClass {
  readonly stopCodes?: readonly string[];
  /** Any of these texts in the stopped reason or in a container's reason, in any case. */
  readonly texts?: readonly string[];
  /** Any of these texts at the beginning of one of them: texts so short that a program's own words may hold them too. */
  readonly begins?: readonly string[];
  readonly andTexts?: readonly string[];
  readonly exitCodes?: readonly number[];
  /**
   * Some of its texts are not in docs/facts/ecs.md 3.2: they were seen in the wild, and not traced to a source. Such a rule may
   * name the release or its configuration, never excuse them.
   */
  readonly unverified?: true;
}

/** What a rule asks of a stop. */
type When = Pick<StopRule, "stopCodes" | "texts" | "begins" | "andTexts" | "exitCodes" | "unverified">;
type Says = readonly [fault: Fault, kind: StopKind, meaning: string, nextStep: string];

/** One row of the table. */
export function rule(name: string, [fault, kind, meaning, nextStep]: Says, when: When): StopRule {
  return { name, fault, kind, meaning, nextStep, ...when };
}
