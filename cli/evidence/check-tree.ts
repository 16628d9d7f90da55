import type { DecidingLine, Finding } from "../../shared/domain/finding.ts";
import { type Line, line, styled } from "../text/line.ts";
import { mark } from "../text/marks.ts";
import { wrap } from "../text/wrap.ts";
import { clock } from "./clock.ts";

/** On a terminal narrower than this a line is cut by the terminal. */
const narrowest = 20;

/** A check with its reason and the lines that decided it, or why there are none. */
export function checkLines(
  { check, kind, mode, status, reason, deadline, lines = [], facts = {} }: Finding,
  columns: number,
): readonly Line[] {
  const shadow = mode === "shadow" ? styled("dim", " (shadow: never decides)") : "";
  const until = status === "pending" && deadline !== undefined ? styled("dim", `  until ${clock(deadline)}`) : "";
  const { noLogLines, ...others } = facts;
  const known = Object.entries(others).map(([name, value]) => `${name} ${value}`);
  return [
    line("    ", mark(status), " ", styled("bold", check), styled("dim", `  ${kind}`), shadow, until),
    ...indented(reason, columns),
    ...(known.length > 0 ? [line(styled("dim", `       ${known.join(", ")}`))] : []),
    ...(noLogLines === undefined ? [] : indented(`no log lines of container ${noLogLines}`, columns)),
    ...byStream(lines).flatMap((group) => streamLines(group, columns)),
  ];
}

/** Lines of one stream that follow each other. */
function byStream(lines: readonly DecidingLine[]): readonly (readonly DecidingLine[])[] {
  const groups: DecidingLine[][] = [];
  for (const each of lines) {
    const last = groups.at(-1)?.[0];
    if (last?.group === each.group && last.stream === each.stream) groups.at(-1)?.push(each);
    else groups.push([each]);
  }
  return groups;
}

function streamLines(lines: readonly DecidingLine[], columns: number): readonly Line[] {
  const [first] = lines;
  return [
    line(styled("dim", `       ${first?.group}  ${first?.stream}`)),
    ...lines.flatMap(({ at, text }) =>
      wrap(text, Math.max(narrowest, columns - 22)).map((each, index) =>
        line(styled("dim", `         ${index === 0 ? clock(at) : " ".repeat(12)} `), each),
      ),
    ),
  ];
}

function indented(text: string, columns: number): readonly Line[] {
  return wrap(text, columns - 7).map((each) => line(`       ${each}`));
}
