import type { TimelineEntry } from "../../shared/domain/evidence.ts";
import { clip, type Line, line, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";
import { clock } from "./clock.ts";

/** Entries of one task are called `task#<id>#<step>` (shared/domain/timeline.ts). */
const taskEntry = /^task#([^#]+)#/;

/** Enough to know it again. */
const longestEntry = 140;

/** The life of each task in one paragraph, in order of its start. */
export function taskLines(timeline: readonly TimelineEntry[], columns: number): readonly Line[] {
  const tasks = Map.groupBy(
    timeline.filter(({ id }) => taskEntry.test(id)),
    ({ id }) => taskEntry.exec(id)?.[1] ?? "",
  );
  return [...tasks].flatMap(([task, entries]) => {
    const name = task.slice(0, 8);
    const life = entries
      .map(({ at, text }) => `${clock(at).slice(0, 8)} ${text.replace(`task ${name} `, "")}`)
      .join(" · ");
    return hanging(name, life, columns);
  });
}

/** What happened besides, in order of time, a line each: the whole of a reason stands with its check. */
export function timelineLines(timeline: readonly TimelineEntry[], columns: number): readonly Line[] {
  return timeline
    .filter(({ id }) => !taskEntry.test(id))
    .map(({ at, text }) =>
      clip(line(styled("dim", `    ${clock(at)}  `), compact(text)), Math.min(columns, longestEntry)),
    );
}

function hanging(label: string, text: string, columns: number): readonly Line[] {
  const indent = 4 + label.length + 2;
  return wrap(text, columns - indent).map((each, index) =>
    index === 0 ? line(styled("dim", `    ${label}  `), each) : line(" ".repeat(indent), each),
  );
}
