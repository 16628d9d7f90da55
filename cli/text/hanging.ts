import { type Line, line, type Span } from "./line.ts";
import { wrap } from "./wrap.ts";

/** Room for a text however small the screen is. */
const leastRoom = 20;

/** Texts beside a label, each on as many lines as it takes. */
export function hanging(label: Span, texts: readonly string[], columns: number): readonly Line[] {
  const indent = label.text.length;
  return texts
    .flatMap((text) => wrap(text, Math.max(leastRoom, columns - indent)))
    .map((text, index) => line(index === 0 ? label : " ".repeat(indent), text));
}
