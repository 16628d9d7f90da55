import type { CheckConfigRecord } from "../domain/evidence.ts";

/** An expected line as the profile writes it. `id` is how its hits are kept. */
export interface ExpectedPattern {
  readonly id: string;
  readonly label: string;
  readonly patterns: readonly string[];
  readonly quorum: string;
}

/**
 * The lines that a check waits for, numbered as its hits are: a preset's success line is the first. Kept checks are of any age
 * and kind, so nothing is taken for granted; what cannot be read is left out.
 */
export function expectedPatterns({ preset, expect, kind }: CheckConfigRecord): readonly ExpectedPattern[] {
  if (kind === "log-presence") return [{ id: "any line", label: "any line", patterns: [], quorum: "every-task" }];
  const own = list(expect).map((each) => ({
    patterns: texts(member(each, "pattern")),
    quorum: text(member(each, "quorum")),
  }));
  const known = typeof preset === "string" ? [{ patterns: [], quorum: undefined }] : [];
  return [...known, ...own].map(({ patterns, quorum = "any-task" }, index) => ({
    id: `expect ${index + 1}`,
    label: patterns[0] ?? `success line of ${preset}`,
    patterns,
    quorum,
  }));
}

/** The patterns that a check rejects or counts. */
export function otherPatterns({ reject, pattern }: CheckConfigRecord): readonly string[] {
  return [...list(reject).flatMap((each) => texts(member(each, "pattern"))), ...texts(pattern)];
}

/** The addresses that a check asks. */
export function urls({ url }: CheckConfigRecord): readonly string[] {
  return texts(url);
}

/** The container names that a check is held to; empty for all. */
export function containerNames({ container }: CheckConfigRecord): readonly string[] {
  return texts(container);
}

/** `1m30s` in seconds; undefined for what is no such text. */
export function seconds(duration: unknown): number | undefined {
  if (typeof duration !== "string" || !/^(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(duration)) return undefined;
  const [hours, minutes, rest] = ["h", "m", "s"].map((unit) =>
    Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0),
  );
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
}
