import type { TimelineEntry } from "../../shared/domain/evidence.ts";
import { hanging } from "../text/hanging.ts";
import { clip, type Line, line, styled } from "../text/line.ts";
import { compact } from "../text/wrap.ts";
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
    return hanging(styled("dim", `    ${name}  `), [life], columns);
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
