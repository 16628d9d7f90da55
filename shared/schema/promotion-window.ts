import * as z from "zod/mini";
import { type Weekday, weekdays } from "../domain/gate/promotion-window.ts";

const day = `(?:${weekdays.join("|")})`;

/** `mon`, or `mon..thu` for all days from one to the other. */
const Days = z.pipe(
  z
    .array(
      z
        .string()
        .check(
          z.regex(new RegExp(`^${day}(?:\\.\\.${day})?$`), "must be a day such as mon, or several such as mon..thu"),
        ),
    )
    .check(z.minLength(1), z.maxLength(7)),
  z.transform((named: string[]): Weekday[] => {
    const all = new Set(named.flatMap(daysOf));
    return weekdays.filter((each) => all.has(each));
  }),
);

const fiveMinutes = "(?:[01]\\d|2[0-3]):[0-5][05]";

/** On five minutes, so that the next opening can be found without looking at every minute. */
const time = (form: string, example: string) =>
  z.string().check(z.regex(new RegExp(`^(?:${form})$`), `must be a time on five minutes such as ${example}`));

const Zone = z.string().check(z.maxLength(64), z.refine(isZone, "must be a time zone such as Pacific/Auckland or UTC"));

/** When a release may go on to the next Region, by the clock on the wall of one place. */
export const Window = z
  .strictObject({
    days: Days.check(z.describe("The days on which it opens, e.g. `[mon..thu]`.")),
    from: time(fiveMinutes, "09:00").check(z.describe("When it opens, on five minutes.")),
    until: time(`${fiveMinutes}|24:00`, "16:00, or 24:00").check(
      z.describe("When it closes; earlier than `from` it is on the next day."),
    ),
    zone: Zone.check(z.describe("IANA name of the time zone, e.g. Pacific/Auckland.")),
  })
  .check(z.refine(({ from, until }) => from !== until, { error: "must not be as late as from", path: ["until"] }));

function daysOf(named: string): readonly Weekday[] {
  const [first = "", last = first] = named.split("..");
  const [from, to] = [first, last].map((each) => weekdays.indexOf(each as Weekday));
  if (from === undefined || to === undefined) return [];
  const count = ((to - from + weekdays.length) % weekdays.length) + 1;
  return Array.from({ length: count }, (_, index) => weekdays[(from + index) % weekdays.length] ?? "mon");
}

/** As the runtime knows it: an offset such as `+13:00` has no clocks that change, and is refused. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
