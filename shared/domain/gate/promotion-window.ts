import { type Instant, instant, milliseconds } from "../time.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** When a release may go on, by the clock on the wall of one place. */
export interface PromotionWindow {
  readonly days: readonly Weekday[];
  /** `HH:MM`, on five minutes. */
  readonly from: string;
  /** The first minute that is outside, up to `24:00`; earlier than `from` it is on the next day. */
  readonly until: string;
  /** IANA name of the time zone. */
  readonly zone: string;
}

/** No zone of today is shifted by anything but whole five minutes, and windows begin and end on them: nothing changes between two steps. */
const stepMilliseconds = 300_000;

/** A weekly window comes again within 7 days; clocks that are put forward may leave it out once. */
const mostSteps = (15 * 86_400_000) / stepMilliseconds;

export function isInside({ days, from, until, zone }: PromotionWindow, at: Instant): boolean {
  const { day, minute } = wallClock(zone, at);
  const [first, end] = [minutesOf(from), minutesOf(until)];
  const today = days.includes(weekdayAt(day));
  if (first < end) return today && first <= minute && minute < end;
  return (today && first <= minute) || (days.includes(weekdayAt(day - 1)) && minute < end);
}

/** The next moment at which all windows are open; undefined when there is none within two weeks. */
export function nextOpening(windows: readonly PromotionWindow[], at: Instant): Instant | undefined {
  const first = Math.floor(milliseconds(at) / stepMilliseconds) + 1;
  for (let step = first; step < first + mostSteps; step += 1) {
    const moment = instant(step * stepMilliseconds);
    if (windows.every((window) => isInside(window, moment))) return moment;
  }
  return undefined;
}

/** `mon, tue 09:00-16:00 Pacific/Auckland`. */
export function windowText({ days, from, until, zone }: PromotionWindow): string {
  return `${days.join(", ")} ${from}-${until} ${zone}`;
}

/** `mon 2026-03-02 09:00 Pacific/Auckland (2026-03-01T20:00:00.000Z)`: a moment as the window's people read it. */
export function openingText({ zone }: PromotionWindow, at: Instant): string {
  const { day, date, clock } = wallClock(zone, at);
  return `${weekdayAt(day)} ${date} ${clock} ${zone} (${at})`;
}

interface WallClock {
  /** 0 for Monday. */
  readonly day: number;
  /** Since midnight. */
  readonly minute: number;
  readonly date: string;
  /** `HH:MM`. */
  readonly clock: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string, at: Instant): WallClock {
  const parts = formatOf(zone).formatToParts(milliseconds(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? "";
  const clock = `${part("hour")}:${part("minute")}`;
  return {
    day: weekdays.indexOf(part("weekday").toLowerCase() as Weekday),
    minute: minutesOf(clock),
    date: `${part("year")}-${part("month")}-${part("day")}`,
    clock,
  };
}

/** To make one takes longer than to use it a hundred times. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const two = "2-digit" as const;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    weekday: "short",
    year: "numeric",
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: "h23",
  });
  formats.set(zone, format);
  return format;
}

function weekdayAt(day: number): Weekday {
  return weekdays[(day + 7) % 7] ?? "mon";
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
