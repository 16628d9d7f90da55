/** A point in time as ISO 8601 text in UTC with milliseconds, e.g. `2026-03-01T10:00:00.000Z`; such texts sort by time. */
export type Instant = string;

export function instant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

export function milliseconds(at: Instant): number {
  return Date.parse(at);
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return instant(milliseconds(at) + seconds * 1000);
}

/** Seconds from `start` to `end`; negative when `end` is earlier. */
export function secondsBetween(start: Instant, end: Instant): number {
  return (milliseconds(end) - milliseconds(start)) / 1000;
}

export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.filter((at) => at !== undefined).sort()[0];
}

export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

/** `4m12s`, `45s`, `1h05m`: the form in which people read a duration in a commit status. */
export function humanDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  const two = (part: number): string => String(part).padStart(2, "0");
  if (whole < 3600) return whole % 60 === 0 ? `${whole / 60}m` : `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  const minutes = Math.floor((whole % 3600) / 60);
  return minutes === 0 ? `${Math.floor(whole / 3600)}h` : `${Math.floor(whole / 3600)}h${two(minutes)}m`;
}
