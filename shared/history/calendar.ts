import { type Instant, instant, milliseconds } from "../domain/time.ts";

const dayMilliseconds = 86_400_000;

/** The UTC day of a moment, e.g. `2026-03-01`. */
export function dayOf(at: Instant): string {
  return instant(milliseconds(at)).slice(0, 10);
}

/** The Monday that begins the UTC week of a moment. */
export function weekOf(at: Instant): string {
  const day = Math.floor(milliseconds(at) / dayMilliseconds);
  // 1 January 1970 was a Thursday.
  return instant((day - ((day + 3) % 7)) * dayMilliseconds).slice(0, 10);
}

/** Every UTC day from one moment to another, both included. */
export function daysFrom(since: Instant, until: Instant): readonly string[] {
  const [first, last] = [since, until].map((at) => Math.floor(milliseconds(at) / dayMilliseconds));
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    instant((first + index) * dayMilliseconds).slice(0, 10),
  );
}
