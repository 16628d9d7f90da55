import type { DefinitionFacts, PreflightFacts, Read } from "./facts.ts";

export const itemStatuses = ["OK", "WARN", "NG", "SKIP"] as const;
/** NG: do not deploy. WARN: know it before you deploy. SKIP: it does not apply, or could not be read. */
export type ItemStatus = (typeof itemStatuses)[number];

export const groups = ["service", "deployment", "health", "logs", "release", "profile"] as const;

/** What one rule says of a service. */
export interface Judgement {
  readonly status: ItemStatus;
  /** One sentence without a full stop. */
  readonly says: string;
  /** What to do about it; with every WARN and NG, and with a SKIP that something can be done about. */
  readonly next?: string;
  /** Set when it could not be judged because a reader could not answer. */
  readonly unread?: "denied" | "trouble";
}

/** One question about a service; a pure function of the facts. */
export interface Rule {
  readonly group: (typeof groups)[number];
  readonly name: string;
  judge(facts: PreflightFacts): Judgement;
}

export function ok(says: string): Judgement {
  return { status: "OK", says };
}

export function warn(says: string, next: string): Judgement {
  return { status: "WARN", says, next };
}

export function ng(says: string, next: string): Judgement {
  return { status: "NG", says, next };
}

export function skip(says: string): Judgement {
  return { status: "SKIP", says };
}

/** What could not be read is not judged. */
export function unread(read: Extract<Read<unknown>, { readonly unread: string }>): Judgement {
  const next = read.isDenied ? "Allow your role this action, or choose other credentials." : "Run preflight again.";
  return { status: "SKIP", says: `not judged: ${read.unread}`, next, unread: read.isDenied ? "denied" : "trouble" };
}

/** Judges the task definition's containers, or says why nobody can. */
export function byDefinition(
  { definition }: Pick<PreflightFacts, "definition">,
  judge: (definition: DefinitionFacts) => Judgement,
): Judgement {
  if (definition.unread !== undefined) return unread(definition);
  return definition.value === undefined
    ? skip("the service has no task definition that ECS describes")
    : judge(definition.value);
}

/** The containers whose end is the end of the task. */
export function essential({ containers }: DefinitionFacts): DefinitionFacts["containers"] {
  return containers.filter((container) => container.essential);
}

/** `a is`, `a and b are`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
