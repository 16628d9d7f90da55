import type { RolloutDossier } from "../domain/evidence.ts";
import { addSeconds, type Instant, instant, latest, milliseconds, secondsBetween } from "../domain/time.ts";

/** A stretch of time on a line from 0 to 1. */
export interface TimeScale {
  readonly from: Instant;
  readonly to: Instant;
  /** Where an instant lies; what lies outside is at the edge. */
  place(at: Instant): number;
  isInside(at: Instant): boolean;
  /** Whole seconds since `from` at round numbers, with their places. */
  readonly ticks: readonly { readonly seconds: number; readonly place: number }[];
}

const fewestSeconds = 10;

export function timeScale(from: Instant, to: Instant): TimeScale {
  const end = latest([to, addSeconds(from, fewestSeconds)]) ?? to;
  const span = secondsBetween(from, end);
  const place = (at: Instant): number => Math.min(1, Math.max(0, secondsBetween(from, at) / span));
  return {
    from,
    to: end,
    place,
    isInside: (at) => at >= from && at <= end,
    ticks: tickSeconds(span).map((seconds) => ({ seconds, place: seconds / span })),
  };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
const mostTicks = 8;

function tickSeconds(span: number): readonly number[] {
  const step = steps.find((seconds) => span / seconds <= mostTicks) ?? Math.ceil(span / mostTicks);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}

/**
 * The stretch that a rollout's drawing shows: from its start until its verdict, or as long as anything is known of it, and a little
 * more. What its tasks do hours after the verdict would squeeze what led to it.
 */
export function scaleOf(dossier: RolloutDossier, readAt: Instant): TimeScale {
  const { verdict, rollout, deadline } = dossier.record;
  const from = rollout.startedAt;
  const known = latest(knownInstants(dossier)) ?? from;
  if (verdict === undefined) return timeScale(from, readAt <= deadline && readAt > known ? readAt : known);
  const margin = Math.max(5, secondsBetween(from, verdict.at) * 0.06);
  const until = milliseconds(verdict.at) + margin * 1000;
  return timeScale(from, instant(until));
}

function knownInstants({ record, tasks, measurements, deliveries, findings }: RolloutDossier): readonly Instant[] {
  return [
    record.openedAt,
    ...tasks.flatMap(({ createdAt, startedAt, stoppedAt }) => [createdAt, startedAt, stoppedAt]),
    ...measurements.map(({ at }) => at),
    ...deliveries.map(({ at }) => at),
    ...findings.map(({ at }) => at),
  ].filter((at) => at !== undefined);
}
