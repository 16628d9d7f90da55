import type { Release } from "./release.ts";

/** Releases whose ref or id matches go to this environment. */
export interface EnvironmentPattern {
  /** `*` stands for any characters, e.g. `v*-rc.*`; all else for itself. */
  readonly ref: string;
  readonly name: string;
}

/** The environment of a release: the first pattern that fits its ref, else the first that fits its id, else the fallback. */
export function environmentOf(
  patterns: readonly EnvironmentPattern[],
  { id, ref }: Pick<Release, "id" | "ref">,
  fallback: string,
): string {
  const fitting = (text: string | undefined) =>
    text === undefined ? undefined : patterns.find((pattern) => fits(pattern.ref, text));
  return (fitting(ref) ?? fitting(id))?.name ?? fallback;
}

/** In linear time, whatever the pattern: each piece between the stars is looked for once, from left to right. */
export function fits(pattern: string, text: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
