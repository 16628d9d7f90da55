import { type Advice, sentence } from "../../shared/domain/advice.ts";
import { type Line, line, styled } from "./line.ts";
import { wrap } from "./wrap.ts";

/** What to do, a sentence after the other. A command stands on a line of its own, whole, so that it can be copied. */
export function adviceLines(advice: Advice | undefined, columns: number): readonly Line[] {
  return (advice?.steps ?? []).flatMap((step) => [
    ...wrap(sentence(step), columns).map((each) => line(styled("bold", each))),
    ...(step.code === undefined ? [] : [line(step.code)]),
  ]);
}
