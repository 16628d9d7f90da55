import { createHash } from "node:crypto";
import { excerpt, headline } from "../domain/excerpt.ts";
import type { LogHit, WatchedPattern } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import { withFollowers } from "./followers.ts";
import { jsonObject } from "./json-object.ts";
import type { OwnLine } from "./own-lines.ts";
import { type CompiledPattern, compilePattern, matchedLength } from "./pattern.ts";

/** Only this many hits of a pattern carry their text; the others count. */
const textsKept = 20;

export interface Matching {
  readonly patterns: readonly WatchedPattern[];
  readonly redaction: RedactionOptions;
  /** Nothing was left out between the lines of a container. */
  readonly isComplete?: boolean;
}

/** The hits in what one read returned, that are not known yet and still add something to the judgement. */
export function findHits(lines: readonly OwnLine[], known: readonly LogHit[], matching: Matching): readonly LogHit[] {
  const seen = new Set(known.map(hitId));
  const kept = tallyOf(known);
  const repeats = new Map<string, number>();
  const found: LogHit[] = [];
  for (const [index, line] of lines.entries()) {
    const { owner } = line;
    let key: string | undefined;
    for (const pattern of matching.patterns) {
      if (pattern.containers !== undefined && !pattern.containers.includes(owner.container)) continue;
      if (kept.isFull(pattern, owner)) continue;
      const match = matchLine(pattern, line.text);
      if (match === undefined) continue;
      key ??= lineKey(line, repeats);
      const total = kept.total(pattern);
      const hit = hitOf(line, { pattern, key, match, withText: total < textsKept }, matching);
      if (seen.has(hitId(hit))) continue;
      seen.add(hitId(hit));
      found.push(withFollowers(hit, { lines, index, pattern, total, matching }));
      kept.add(pattern, owner);
    }
  }
  return found;
}

interface LineMatch {
  /** The text in which the pattern was found: the line, or the decoded message of a JSON line. */
  readonly text: string;
  readonly start: number;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Matches a line: its named JSON field, else the raw line, else the message of a JSON line (where `\"` and `\n` are decoded). */
export function matchLine(
  { pattern, field }: Pick<WatchedPattern, "pattern" | "field">,
  line: string,
): LineMatch | undefined {
  const text = line.length > matchedLength ? line.slice(0, matchedLength) : line;
  const compiled = pattern === undefined ? anyLine : compilePattern(pattern);
  if (field !== undefined) return matchText(compiled, valueAt(jsonObject(text), field));
  return matchText(compiled, text) ?? (pattern === undefined ? undefined : matchText(compiled, messageOf(text)));
}

const anyLine: CompiledPattern = { match: () => ({ start: 0 }) };

function matchText(compiled: CompiledPattern, text: string | undefined): LineMatch | undefined {
  const match = text === undefined ? undefined : compiled.match(text);
  return match === undefined || text === undefined ? undefined : { text, ...match };
}

/** The message of a JSON line. */
export function messageOf(line: string): string | undefined {
  const value = jsonObject(line);
  const message = value?.["message"] ?? value?.["msg"] ?? value?.["log"];
  return typeof message === "string" ? message : undefined;
}

/** The text at a dot path; a key that itself contains dots is found as well. */
function valueAt(value: unknown, path: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const object = value as Record<string, unknown>;
  const direct = Object.hasOwn(object, path) ? object[path] : undefined;
  if (direct !== undefined && direct !== null)
    return typeof direct === "object" ? JSON.stringify(direct) : String(direct);
  const dot = path.indexOf(".");
  return dot < 0
    ? undefined
    : valueAt(Object.hasOwn(object, path.slice(0, dot)) ? object[path.slice(0, dot)] : undefined, path.slice(dot + 1));
}

interface Found {
  readonly pattern: WatchedPattern;
  readonly key: string;
  readonly match: LineMatch;
  readonly withText: boolean;
}

function hitOf(line: OwnLine, { pattern, key, match, withText }: Found, { redaction }: Matching): LogHit {
  return {
    check: pattern.check,
    pattern: pattern.id,
    ...line.owner,
    group: line.group,
    stream: line.stream,
    at: line.at,
    text: withText ? excerpt(match.text, match.start, redaction) : "",
    ...(withText && { headline: headlineOf(match, pattern, redaction) }),
    key,
    ...(match.facts !== undefined && { facts: shortFacts(match.facts, redaction) }),
  };
}

/** Of a JSON line its message says it best, without the JSON around it. */
function headlineOf(match: LineMatch, { pattern, field }: WatchedPattern, redaction: RedactionOptions): string {
  const message = pattern === undefined || field !== undefined ? undefined : messageOf(match.text);
  const inMessage = pattern === undefined ? undefined : matchText(compilePattern(pattern), message);
  const best = inMessage ?? match;
  return headline(best.text, best.start, redaction);
}

function shortFacts(facts: Readonly<Record<string, string>>, redaction: RedactionOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, excerpt(value, 0, redaction).slice(0, 100)]),
  );
}

/** The same for a line whichever reader returned it; equal lines of one millisecond are told apart by their number. */
function lineKey({ identity }: OwnLine, repeats: Map<string, number>): string {
  const line = createHash("sha256").update(identity).digest("base64url").slice(0, 16);
  const repeat = (repeats.get(line) ?? 0) + 1;
  repeats.set(line, repeat);
  return repeat === 1 ? line : `${line}#${repeat}`;
}

function hitId({ check, pattern, key }: LogHit): string {
  return `${check}\n${pattern}\n${key}`;
}

type PatternName = Pick<WatchedPattern, "check" | "id">;
type Owner = OwnLine["owner"];

interface Tally {
  add(pattern: PatternName, owner: Owner): void;
  total(pattern: PatternName): number;
  isFull(pattern: WatchedPattern, owner: Owner): boolean;
}

/** Counts hits by pattern and by container of a task, whose stream it is with awslogs, to stop where more would not matter. */
function tallyOf(hits: readonly LogHit[]): Tally {
  const counts = new Map<string, number>();
  const count = (name: string): number => counts.get(name) ?? 0;
  const name = ({ check, id }: PatternName, owner?: Owner): string =>
    `${check}\n${id}\n${owner?.taskId} ${owner?.container}`;
  const tally: Tally = {
    add: (pattern, owner) => {
      for (const each of [name(pattern), name(pattern, owner)]) counts.set(each, count(each) + 1);
    },
    total: (pattern) => count(name(pattern)),
    isFull: (pattern, owner) =>
      count(name(pattern, owner)) >= pattern.keepPerStream || count(name(pattern)) >= pattern.keepTotal,
  };
  for (const hit of hits) tally.add({ check: hit.check, id: hit.pattern }, hit);
  return tally;
}
