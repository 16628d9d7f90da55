import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogSignature } from "../../../shared/checks/log-signature/config.ts";
import { watchLogSignature } from "../../../shared/checks/log-signature/watch.ts";
import { containerNames, expectedPatterns, otherPatterns, seconds } from "../../../shared/page/check-config.ts";
import { Duration } from "../../../shared/schema/duration.ts";

const base = { name: "started", kind: "log-signature" };

describe("the patterns of a kept check", () => {
  it.each([
    ["one pattern", { expect: [{ pattern: "Started" }] }],
    ["a preset before the profile's own", { preset: "flyway", expect: [{ pattern: "Started" }, { pattern: "Ready" }] }],
    ["several of which one is enough", { expect: [{ pattern: ["up", "ready"], quorum: "every-task" }] }],
  ])("have the ids under which hits are kept: %s", (_, over) => {
    const config = { ...base, ...over };
    const watched = watchLogSignature(LogSignature.parse(config)).map(({ id }) => id);

    expect(expectedPatterns(config).map(({ id }) => id)).toEqual([
      ...new Set(watched.filter((id) => id.startsWith("expect"))),
    ]);
  });

  it("are none where the kept check has another form", () => {
    for (const odd of [{ expect: "x" }, { expect: [null, 7, "x"] }, { expect: {}, reject: 4, container: 7 }]) {
      const config = { ...base, ...odd };

      expect(expectedPatterns(config).flatMap(({ patterns }) => patterns)).toEqual([]);
      expect(otherPatterns(config)).toEqual([]);
      expect(containerNames(config)).toEqual([]);
    }
  });

  it("that are rejected or counted are listed, and one container is a list of one", () => {
    expect(otherPatterns({ ...base, reject: [{ pattern: "PANIC" }] })).toEqual(["PANIC"]);
    expect(otherPatterns({ name: "budget", kind: "log-errors", pattern: "ERROR" })).toEqual(["ERROR"]);
    expect(containerNames({ ...base, container: "app" })).toEqual(["app"]);
  });
});

describe("a duration", () => {
  it("means as many seconds as the profile's schema says", () => {
    const part = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined });
    fc.assert(
      fc.property(part, part, part, (hours, minutes, rest) => {
        const text = [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join("");
        fc.pre(text !== "");

        expect(seconds(text)).toBe(Duration.parse(text));
      }),
    );
  });

  it.each([undefined, "", "3", "m3", 180])("%o is none", (odd) => {
    expect(seconds(odd)).toBeUndefined();
  });
});
