import type { Handlers } from "../../local/world/handlers.ts";
import { type Crash, interruptedHandlers, type Repeat, repeatedHandlers, type SideEffect } from "./interruptions.ts";
import { type Result, resultOf } from "./run-cell.ts";
import { type SubjectName, subject } from "./subjects.ts";
import { play } from "./world-facts.ts";

/** What an undisturbed run uses: all that can be disturbed. */
export interface Undisturbed {
  readonly subject: SubjectName;
  /** The second of its verdict. */
  readonly base: number;
  readonly actions: readonly string[];
  readonly functions: readonly string[];
  /** In their order: the places where a function can be killed. */
  readonly effects: readonly SideEffect[];
}

export async function runUndisturbed(name: SubjectName): Promise<Undisturbed> {
  const effects: SideEffect[] = [];
  const handlers = interruptedHandlers({ onSideEffect: (effect) => effects.push(effect) });
  const { outcome } = await play(subject(name), { handlers });
  const base = outcome.deploys[0]?.verdictSeconds;
  if (base === undefined) throw new Error(`The undisturbed ${name} rollout has no verdict.`);
  const { calls, lambda } = outcome.counts;
  return { subject: name, base, actions: Object.keys(calls), functions: Object.keys(lambda), effects };
}

/** A run in which one function dies at one of its side effects. */
export async function runCrash(name: SubjectName, crash: Crash, base: number): Promise<Result> {
  let struck = 0;
  const onSideEffect = (effect: SideEffect): void => {
    if (effect.function === crash.function && effect.number === crash.number) struck += 1;
  };
  return { ...(await run(name, interruptedHandlers({ crash, onSideEffect }), base)), struck };
}

/** A run in which every invocation of one function takes place twice. */
export async function runRepeated(
  name: SubjectName,
  { function: folder, repeat }: { readonly function: string; readonly repeat: Repeat },
  base: number,
): Promise<Result> {
  return { ...(await run(name, repeatedHandlers(folder, repeat), base)), struck: 1 };
}

async function run(name: SubjectName, handlers: Handlers, base: number): Promise<Omit<Result, "struck">> {
  return resultOf(await play(subject(name), { handlers }), base);
}
