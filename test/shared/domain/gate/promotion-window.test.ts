import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isInside,
  nextOpening,
  type PromotionWindow,
  weekdays,
  windowText,
} from "../../../../shared/domain/gate/promotion-window.ts";
import { addSeconds, instant, milliseconds } from "../../../../shared/domain/time.ts";

/** Monday to Thursday from nine to four in Auckland. */
function aWindow(over: Partial<PromotionWindow> = {}): PromotionWindow {
  return { days: ["mon", "tue", "wed", "thu"], from: "09:00", until: "16:00", zone: "Pacific/Auckland", ...over };
}

describe("a promotion window", () => {
  it.each([
    ["2026-03-01T19:59:59.999Z", false, "Monday 08:59:59"],
    ["2026-03-01T20:00:00.000Z", true, "Monday 09:00"],
    ["2026-03-02T02:59:59.999Z", true, "Monday 15:59:59"],
    ["2026-03-02T03:00:00.000Z", false, "Monday 16:00"],
    ["2026-03-05T22:00:00.000Z", false, "Friday 11:00"],
    ["2026-04-05T20:59:00.000Z", false, "Monday 08:59, after the clocks went back"],
    ["2026-04-05T21:00:00.000Z", true, "Monday 09:00, after the clocks went back"],
  ])("at %s is open: %s (%s)", (at, isOpen) => {
    expect(isInside(aWindow(), at)).toBe(isOpen);
  });

  it("may last past midnight, and then belongs to the day on which it began", () => {
    const night = aWindow({ days: ["fri"], from: "22:00", until: "04:00", zone: "UTC" });

    expect(isInside(night, "2026-03-06T21:59:00.000Z")).toBe(false);
    expect(isInside(night, "2026-03-06T22:00:00.000Z")).toBe(true);
    expect(isInside(night, "2026-03-07T03:59:00.000Z")).toBe(true);
    expect(isInside(night, "2026-03-07T04:00:00.000Z")).toBe(false);
    expect(isInside(night, "2026-03-06T03:00:00.000Z")).toBe(false);
  });

  it("may last until midnight", () => {
    const day = aWindow({ days: ["fri"], from: "00:00", until: "24:00", zone: "UTC" });

    expect(isInside(day, "2026-03-06T23:59:00.000Z")).toBe(true);
    expect(isInside(day, "2026-03-07T00:00:00.000Z")).toBe(false);
  });

  it("opens next on its next day, whatever the clocks do in between", () => {
    expect(nextOpening([aWindow()], "2026-03-05T03:00:00.000Z")).toBe("2026-03-08T20:00:00.000Z");
    expect(nextOpening([aWindow()], "2026-04-02T03:00:00.000Z")).toBe("2026-04-05T21:00:00.000Z");
  });

  it("opens where the clocks leave its beginning out when they are put forward, and not at all where they leave it out whole", () => {
    const berlin = { days: ["sun"], zone: "Europe/Berlin" } as const;

    expect(nextOpening([aWindow({ ...berlin, from: "02:30", until: "03:30" })], "2026-03-28T12:00:00.000Z")).toBe(
      "2026-03-29T01:00:00.000Z",
    );
    expect(nextOpening([aWindow({ ...berlin, from: "02:15", until: "02:45" })], "2026-03-28T12:00:00.000Z")).toBe(
      "2026-04-05T00:15:00.000Z",
    );
  });

  it("that shares no moment with another one never opens", () => {
    expect(
      nextOpening(
        [aWindow({ days: ["mon"], zone: "UTC" }), aWindow({ days: ["wed"], zone: "UTC" })],
        "2026-03-01T00:00:00.000Z",
      ),
    ).toBeUndefined();
  });

  it("reads as people write it", () => {
    expect(windowText(aWindow())).toBe("mon, tue, wed, thu 09:00-16:00 Pacific/Auckland");
  });
});

const time = fc.integer({ min: 0, max: 287 }).map((fives) => {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(fives / 12))}:${two((fives % 12) * 5)}`;
});

const windows: fc.Arbitrary<PromotionWindow> = fc
  .record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: time,
    until: time,
    zone: fc.constantFrom(
      "UTC",
      "Pacific/Auckland",
      "Pacific/Chatham",
      "Asia/Kathmandu",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
    ),
  })
  .filter(({ from, until }) => from !== until);

/** All of 2026, with the days on which clocks change more often than others. */
const moments = fc
  .tuple(
    fc.constantFrom("2026-01-01", "2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25", "2026-11-01"),
    fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }),
  )
  .map(([day, seconds]) => addSeconds(`${day}T00:00:00.000Z`, seconds));

describe("whatever the zone and its clocks, a promotion window", () => {
  it("is open at its next opening, and at no minute before that", () => {
    fc.assert(
      fc.property(windows, moments, (window, at) => {
        if (isInside(window, at)) return;
        const opening = nextOpening([window], at);
        if (opening === undefined) throw new Error("It never opens.");
        expect(isInside(window, opening)).toBe(true);
        const span = milliseconds(opening) - milliseconds(at);
        for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1]) {
          const before = instant(milliseconds(at) + Math.floor(span * part) - (part === 1 ? 1 : 0));
          if (before >= at && before < opening) expect(isInside(window, before)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});
