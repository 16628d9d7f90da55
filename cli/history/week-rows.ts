import type { Day, History } from "../../shared/history/history.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { rateText } from "./figures.ts";

const cellWidth = 4;
const calendarWidth = 12 + 7 * cellWidth;

/** Deployments by day, a week in each line, `x` where one failed: the same on a terminal, in a log and without colours. */
export function weekRows({ weeks, days }: History, columns: number): readonly Line[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const withRate = columns >= calendarWidth + 20;
  const head = `${"week of".padEnd(12)}${["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => name.padEnd(cellWidth)).join("")}`;
  const rows = weeks.map(({ week, changeFailure }) => {
    const cells = Array.from({ length: 7 }, (_, index) => cell(byDay.get(dayAfter(week, index))));
    const failures = changeFailure.of === 0 ? "" : rateText(changeFailure);
    const style = changeFailure.count > 0 ? "red" : "dim";
    const row = [styled("dim", week.padEnd(12)), ...cells, ...(withRate ? [styled(style, failures)] : [])];
    return withoutRest(row);
  });
  return [line(styled("dim", `${head}${withRate ? "failed" : ""}`.trimEnd())), ...rows];
}

/** Without blanks at its end: they would make a diff of two logs. */
function withoutRest(row: readonly Span[]): Line {
  const last = row.findLastIndex(({ text }) => text.trim() !== "");
  return row.slice(0, last + 1).map((span, index) => (index === last ? { ...span, text: span.text.trimEnd() } : span));
}

/** `2` for two deployments, `2x` when one of them failed, `·` for none, nothing for a day outside of the time. */
function cell(day: Day | undefined): Span {
  if (day === undefined) return { text: " ".repeat(cellWidth) };
  if (day.deployments === 0) return styled("dim", "·".padEnd(cellWidth));
  const text = `${day.deployments}${day.failed > 0 ? "x" : ""}`;
  return day.failed > 0 ? styled("red", text.padEnd(cellWidth)) : { text: text.padEnd(cellWidth) };
}

/** The day so many days after a Monday. */
export function dayAfter(week: string, days: number): string {
  return new Date(Date.parse(week) + days * 86_400_000).toISOString().slice(0, 10);
}
