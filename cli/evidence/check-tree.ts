import type { DecidingLine, Finding } from "../../shared/domain/finding.ts";
import { type Line, line, styled } from "../text/line.ts";
import { mark } from "../text/marks.ts";
import { wrap } from "../text/wrap.ts";
import { clock } from "./clock.ts";

/** Lines that are told of one check; the rest are counted. */
const mostLines = 5;

/** A check with its reason and the lines that decided it. */
export function checkLines(
  { check, kind, mode, status, reason, deadline, lines = [], facts = {} }: Finding,
  columns: number,
): readonly Line[] {
  const shadow = mode === "shadow" ? styled("dim", " (shadow: never decides)") : "";
  const until = status === "pending" && deadline !== undefined ? styled("dim", `  until ${clock(deadline)}`) : "";
  const known = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  const more = lines.length - mostLines;
  return [
    line("    ", mark(status), " ", styled("bold", check), styled("dim", `  ${kind}`), shadow, until),
    ...indented(reason, columns),
    ...(known.length > 0 ? [line(styled("dim", `       ${known.join(", ")}`))] : []),
    ...lines.slice(0, mostLines).flatMap((each) => decidingLines(each, columns)),
    ...(more > 0 ? [line(styled("dim", `       and ${more} more lines`))] : []),
  ];
}

function decidingLines({ at, group, stream, text }: DecidingLine, columns: number): readonly Line[] {
  return [
    line(styled("dim", `       ${clock(at)}  ${group}  ${stream}`)),
    ...wrap(text, columns - 9).map((each) => line(`         ${each}`)),
  ];
}

function indented(text: string, columns: number): readonly Line[] {
  return wrap(text, columns - 7).map((each) => line(`       ${each}`));
}
