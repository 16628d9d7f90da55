import { scheduleSource } from "../../shared/schema/reconcile-input.ts";
import type { VirtualClock } from "../clock/virtual-clock.ts";

interface ScheduleOptions {
  readonly time: Pick<VirtualClock, "at" | "clock">;
  /** Seconds from the clock's start to the deploy. */
  readonly lead: number;
  /** Seconds between two calls. */
  readonly every: number;
  /** Seconds from the deploy to the last call. */
  readonly until: number;
}

/** EventBridge Scheduler with the one schedule of the stack, switched on at the deploy. */
export function openSchedule(
  { time, lead, every, until }: ScheduleOptions,
  call: (payload: unknown) => Promise<void>,
): void {
  for (let at = every; at <= until; at += every) {
    time.at(lead + at, () => call({ source: scheduleSource, time: time.clock.now() }));
  }
}
