import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt, excerptLength, headline, printable } from "../../../shared/domain/excerpt.ts";
import { plantedSecret } from "../../builders/planted-secret.ts";

const all = { emails: true };
const words = "lorem ipsum dolor sit amet ";

describe("an excerpt", () => {
  it("is the whole line when it is short", () => {
    expect(excerpt("Started App", 3, all)).toBe("Started App");
    expect(excerpt("x".repeat(excerptLength), 0, all)).toBe("x".repeat(excerptLength));
  });

  it("says where it was cut, and from what", () => {
    expect(excerpt(`${words.repeat(100)}Started App`, 0, all)).toBe(
      `${words.repeat(100).slice(0, excerptLength)}… (cut from 2711 characters)`,
    );
    const end = excerpt(`${words.repeat(100)}Started App`, 2700, all);
    expect(end.startsWith("…")).toBe(true);
    expect(end.endsWith("Started App… (cut from 2711 characters)")).toBe(true);
  });

  it("is redacted, printable and well-formed", () => {
    expect(excerpt("a\tb\r\nc \u001b[31mred\u001b[0m \u0000 \ud83d token=abcdef", 0, all)).toBe(
      "a b ⏎ c red · \ufffd token=[secret]",
    );
  });

  it("says that it was cut when it grew too long to be shown as a whole", () => {
    expect(excerpt("\n".repeat(400), 0, all)).toMatch(/… \(cut from 400 characters\)$/);
  });

  it("is short for a line of 5 MB, wherever the match is", () => {
    const line = "x".repeat(5 * 1024 * 1024);
    for (const start of [0, 1_000_000, line.length - 1]) {
      expect(excerpt(line, start, all).length).toBeLessThan(excerptLength + 60);
    }
  });

  it("contains what stands at its place, whatever was redacted before it", () => {
    const filler = fc.array(
      fc.oneof(
        fc.constant(words),
        plantedSecret.map(({ text }) => `${text} `),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const head = before.join("");
        expect(excerpt(`${head}HERE-IT-IS ${after.join("")}`, head.length, all)).toContain("HERE-IT-IS");
      }),
    );
  });
});

describe("no planted secret survives in an excerpt", () => {
  /** Sixteen characters of a secret are too many; a form may keep what is public of it. */
  function leaks(text: string, secret: string): boolean {
    for (let from = 0; from + 16 <= secret.length; from++)
      if (text.includes(secret.slice(from, from + 16))) return true;
    return false;
  }

  const place = fc.record({
    planted: plantedSecret,
    before: fc.nat({ max: 12_000 }),
    after: fc.nat({ max: 3000 }),
    start: fc.double({ min: 0, max: 1, noNaN: true }),
    cutAt: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it("wherever the match is, and also when the line is cut at any place", () => {
    fc.assert(
      fc.property(place, ({ planted: { secret, text }, before, after, start, cutAt }) => {
        const line = `${words.repeat(500).slice(0, before)} ${text} ${words.repeat(200).slice(0, after)}`;
        const cut = line.slice(0, Math.ceil(cutAt * line.length));
        for (const each of [line, cut]) {
          expect(leaks(excerpt(each, Math.floor(start * each.length), all), secret)).toBe(false);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("although it is far longer than what redaction sees", () => {
    const token = "Ab1-".repeat(10_000);
    for (const start of [20_000, 39_000]) expect(leaks(excerpt(`token=${token} end`, start, all), token)).toBe(false);
  });

  it("although a terminal's colours stand between its name and its value", () => {
    expect(excerpt("\u001b[36mpassword\u001b[39m: \u001b[33mhunter2hunter2\u001b[0m", 0, all)).toBe(
      "password: [secret]",
    );
  });
});

describe("printable text", () => {
  it.each([
    { what: "a carriage return alone", text: "a\rb", shown: "a·b" },
    { what: "a direction mark", text: "a\u202eb", shown: "a·b" },
    { what: "a C1 control", text: "a\u009bb", shown: "a·b" },
    { what: "an endless escape", text: `\u001b[${"1;".repeat(50)}mX`, shown: `·[${"1;".repeat(50)}mX` },
    { what: "other languages", text: "Größe 😀 ok", shown: "Größe 😀 ok" },
  ])("of $what", ({ text, shown }) => {
    expect(printable(text)).toBe(shown);
  });
});

describe("a headline", () => {
  it("begins at the match, without time and level before it", () => {
    expect(headline("2026-03-01 ERROR 1 --- Migration failed", 23, all)).toBe("Migration failed");
  });

  it("says of a migration that it failed, not what became of its transaction", () => {
    expect(headline('Migration to version "43" failed! Changes successfully rolled back.', 0, all)).toBe(
      'Migration to version "43" failed!',
    );
  });

  it("has at most 200 characters", () => {
    expect(headline(`x ${words.repeat(50)}`, 2, all)).toHaveLength(200);
  });

  it("says no secret, also one that begins before the match", () => {
    fc.assert(
      fc.property(plantedSecret, fc.nat(400), ({ text, secret }, start) => {
        const line = `connected with ${text} to the database`;
        expect(headline(line, Math.min(start, line.length), all)).not.toContain(secret);
      }),
    );
  });
});
