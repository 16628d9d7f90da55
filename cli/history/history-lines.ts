import type { History } from "../../shared/history/history.ts";
import { type Line, line, styled } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import { decisionLines, rollbackLines } from "./decision-lines.ts";
import { type Figure, figuresOf } from "./figures.ts";
import { weekRows } from "./week-rows.ts";

const nameWidth = 22;
/** Failed deployments that are named; the page and the JSON have all. */
const mostFailures = 5;

/** The history for a terminal of so many columns, or for a log. */
export function historyLines(history: History, title: string, columns: number): readonly Line[] {
  const { total, since, until } = history;
  const range = `${since.slice(0, 10)} to ${until.slice(0, 10)}, days of UTC`;
  const failed = total.failed === 0 ? "none failed" : `${total.failed} failed (x)`;
  return [
    line(styled("bold", title), `  ${range}`),
    line(`${total.all} deployment${total.all === 1 ? "" : "s"}, ${total.all === 0 ? "nothing to judge" : failed}`),
    line(),
    ...weekRows(history, columns),
    line(),
    ...figuresOf(history).flatMap((figure) => figureLines(figure, columns)),
    ...failureLines(history, columns),
    ...rollbackLines(history, columns),
    ...decisionLines(history, columns),
  ];
}

function figureLines({ name, text, note, isMet }: Figure, columns: number): readonly Line[] {
  const style = isMet === undefined ? undefined : isMet ? "green" : "red";
  const value = style === undefined ? { text } : styled(style, text);
  const label = name.padEnd(nameWidth);
  const first = columns < 50 ? [line(styled("dim", name)), line("  ", value)] : [line(styled("dim", label), value)];
  if (note === undefined) return first;
  const indent = columns < 50 ? "  " : " ".repeat(nameWidth);
  return [...first, ...wrap(note, columns - indent.length).map((part) => line(indent, styled("dim", part)))];
}

function failureLines({ deployments }: History, columns: number): readonly Line[] {
  const failed = deployments.filter(({ outcome }) => outcome === "failed").toReversed();
  if (failed.length === 0) return [];
  const shown = failed
    .slice(0, mostFailures)
    .flatMap(({ startedAt, release, region, reason = "" }) => [
      line(styled("red", "x "), `${startedAt.slice(0, 10)}  ${release}  ${region}`),
      ...wrap(reason, columns - 4).map((part) => line("    ", styled("dim", part))),
    ]);
  const more = failed.length - mostFailures;
  return [line(), ...shown, ...(more > 0 ? [line(styled("dim", `  and ${more} more`))] : [])];
}
