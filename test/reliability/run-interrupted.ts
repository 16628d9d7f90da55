import type { Handlers } from "../../local/world/handlers.ts";
import { type Crash, interruptedHandlers, type Repeat, repeatedHandlers, type SideEffect } from "./interruptions.ts";
import { type Result, resultOf } from "./run-cell.ts";
import { type SubjectName, subject } from "./subjects.ts";
import { play } from "./world-facts.ts";

/** Every side effect of an undisturbed run, in order: the places where a function can be killed. */
export async function sideEffects(name: SubjectName): Promise<readonly SideEffect[]> {
  const effects: SideEffect[] = [];
  await play(subject(name), { handlers: interruptedHandlers({ onSideEffect: (effect) => effects.push(effect) }) });
  return effects;
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
