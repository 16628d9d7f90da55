import type { PreflightFacts } from "../../../cli/preflight/facts.ts";
import { type Item, judge } from "../../../cli/preflight/judge.ts";
import { aPreflight } from "../../builders/a-preflight.ts";

/** The item of that name, of a good service that differs in this. */
export function judged(name: string, over: Partial<PreflightFacts> = {}): Item {
  const item = judge(aPreflight(over)).find((each) => each.name === name);
  if (item === undefined) throw new Error(`There is no item ${name}.`);
  return item;
}

export const denied = { unread: "x:Y on z was denied (AccessDeniedException: no)", isDenied: true } as const;
export const troubled = { unread: "x:Y on z got no answer (TimeoutError: late)", isDenied: false } as const;
