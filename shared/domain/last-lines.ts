import type { DecidingLine } from "./finding.ts";
import type { ContainerSnapshot } from "./rollout.ts";
import { type Task, taskId } from "./task.ts";
import { culprit, selfStops } from "./task-failures.ts";
import { addSeconds, type Instant } from "./time.ts";

/** Lines that are kept of a container that died: the end of a start-up and the head of a stack trace. */
export const lastLinesKept = 20;

/** What a container that died logged last, as far as it could be read; or why nothing could. */
export interface LastLines {
  readonly taskId: string;
  readonly container: string;
  /** Oldest first, redacted and capped. */
  readonly lines: readonly DecidingLine[];
  /** What the most telling one says, without what stands before it: for a reason. */
  readonly headline?: string;
  /** Why there are none. */
  readonly none?: string;
  /** Its log could be read, and held no line so far. */
  readonly isSilent?: true;
}

/** Last lines with the time at which they were read. */
export interface LastLinesRead {
  readonly at: Instant;
  readonly last: LastLines;
}

/** A container that died, whose last lines tell why. */
export interface Deceased {
  readonly task: Task;
  readonly container: string;
}

/** A lively crash loop is told by its last tasks: reads beyond these would only spend the quota of GetLogEvents (10 per second). */
const mostReads = 10;

/** The awslogs driver flushes every 5 s and ingestion takes seconds more: what was read so long after the end is all. */
const settledSeconds = 15;

/** Nothing by then: the container logged nothing, or its driver is broken. */
const silentSeconds = 60;

/** The container that ran and stopped by itself last; the essential one where ECS has not said yet which one ended. */
export function newestDeceased(tasks: readonly Task[], containers: readonly ContainerSnapshot[]): Deceased | undefined {
  const task = selfStops(tasks).findLast(hasRun);
  const container = task && (culprit(task, containers)?.name ?? containers.find(({ essential }) => essential)?.name);
  return task === undefined || container === undefined ? undefined : { task, container };
}

function hasRun({ startedAt, containers }: Task): boolean {
  return startedAt !== undefined || containers.some(({ exitCode }) => exitCode !== undefined);
}

/** Whether reading the end of its stream (again) may show more than is known. */
export function isWorthReading({ task, container }: Deceased, reads: readonly LastLinesRead[], now: Instant): boolean {
  if (reads.length >= mostReads) return false;
  const before = reads.findLast(({ last }) => last.taskId === taskId(task) && last.container === container);
  if (before === undefined) return true;
  const end = task.stoppedAt ?? now;
  return before.at < addSeconds(end, before.last.lines.length > 0 ? settledSeconds : silentSeconds);
}

/** What is told: the newest container with lines, as an older one says more than an empty stream; else why there are none. */
export function toldLastLines(reads: readonly LastLinesRead[]): LastLines | undefined {
  return (reads.findLast(({ last }) => last.lines.length > 0) ?? reads.at(-1))?.last;
}

/** Words of a line that tells of an error, whatever the language or the logger. */
const error =
  /\b(?:ERROR|FATAL|SEVERE|CRITICAL|PANIC)\b|\b[\w.]*(?:Exception|Error)\b(?=[:\s(]|$)|\bpanic:|Caused by:|\b(?:error|fatal)[:\]]|"(?:level|severity)"\s*:\s*"(?:error|fatal|critical|panic)"|\bTraceback\b/;

/** Level, process, thread and logger as Spring Boot writes them before the message; a level alone as most others do. */
const prefix =
  /^(?:ERROR|FATAL|SEVERE|CRITICAL|PANIC)\b(?:\s+\d+ --- (?:\[[^\]]{0,100}\]\s*){1,3}\S{1,200}\s*)?[\s:\]|-]*/;

/** What such a line announces stands in the lines after it: Python tells the error after the trace, Spring after a bare level and logger. */
const announcement = /\bTraceback \(most recent call last\)|:\s*$/;

/** A line of a trace, or one without a word. */
const detail = /^\s|^[\s*=#+-]*$/;

export function isDetail(text: string): boolean {
  return detail.test(text);
}

/** Where the first line stands that looks like an error; -1 without one. */
export function firstErrorAt(texts: readonly string[]): number {
  return texts.findIndex((text) => error.test(text));
}

/** What stands before a database's own words where Flyway quotes them below `Migration of schema … failed!`. */
const quoted = /^\s*Message\s*:\s+(?=\S)/;

/** What begins such a description: Spring Boot's title, or a Python trace, which may begin behind other words of its line. */
const title = /^\s*Description:\s*$|\bTraceback \(most recent call last\):\s*$/;

/** Where the line stands that says what failed, below a title that does not: Spring Boot's, a Python trace's, or quoted by Flyway. */
export function describedAt(texts: readonly string[]): TellingLine | undefined {
  const heading = texts.findIndex((text) => title.test(text));
  const below = heading < 0 ? -1 : texts.findIndex((text, place) => place > heading && !detail.test(text));
  const index = below < 0 ? texts.findIndex((text) => quoted.test(text)) : below;
  return index < 0 ? undefined : { index, start: quoted.exec(texts[index] ?? "")?.[0].length ?? 0 };
}

export interface TellingLine {
  readonly index: number;
  /** Where in it the telling begins. */
  readonly start: number;
}

/** What stands before the first error is the ordinary start-up; without one all lines may tell. */
export function linesFromError(texts: readonly string[]): readonly string[] {
  return texts.slice(Math.max(0, firstErrorAt(texts)));
}

/** The earliest line that looks like an error, or what it announces; else the last one; undefined without lines. */
export function tellingLine(texts: readonly string[]): TellingLine | undefined {
  const index = firstErrorAt(texts);
  if (index < 0) {
    const last = texts.findLastIndex((text) => !detail.test(text));
    return texts.length === 0 ? undefined : { index: last < 0 ? texts.length - 1 : last, start: 0 };
  }
  const text = texts[index] ?? "";
  const described = describedAt(texts);
  if (described !== undefined && described.index > index) return described;
  const announced = announcement.test(text)
    ? texts.findIndex((each, place) => place > index && !detail.test(each))
    : -1;
  if (announced >= 0) return { index: announced, start: 0 };
  const start = error.exec(text)?.index ?? 0;
  return { index, start: start + (prefix.exec(text.slice(start))?.[0].length ?? 0) };
}
