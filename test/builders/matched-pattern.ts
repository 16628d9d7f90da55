import fc from "fast-check";

/** An RE2 pattern and a text that it matches as a whole. */
export interface MatchedPattern {
  readonly pattern: string;
  readonly text: string;
}

const characters = [..."abcXYZ019 _-:;,!@#%~'\"/<>&=+`éß😀"];
const special = [...".*+?()[]{}|^$\\"];

const leaf: fc.Arbitrary<MatchedPattern> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 6 }).map(literal) },
  { weight: 2, arbitrary: fc.constantFrom(...special).map((sign) => ({ pattern: `\\${sign}`, text: sign })) },
  fc.constantFrom<MatchedPattern[]>(
    { pattern: ".", text: "q" },
    { pattern: "\\d", text: "7" },
    { pattern: "\\S", text: "w" },
    { pattern: "\\s", text: " " },
    { pattern: "[a-f]", text: "c" },
    { pattern: "[^a-f]", text: "z" },
    { pattern: "[]x]", text: "]" },
    { pattern: "[[:digit:]|(]", text: "|" },
    { pattern: "\\x41", text: "A" },
    { pattern: "\\pL", text: "L" },
    { pattern: "\\Qa.b\\E", text: "a.b" },
    { pattern: "\\b", text: "" },
    { pattern: "^", text: "" },
    { pattern: "(?i:RoW)", text: "row" },
    { pattern: "{", text: "{" },
  ),
);

function literal(signs: readonly string[]): MatchedPattern {
  const text = signs.join("");
  return { pattern: text, text };
}

interface Quantifier {
  readonly sign: string;
  readonly least: number;
  readonly most: number;
}

const quantifiers: readonly Quantifier[] = [
  { sign: "*", least: 0, most: 3 },
  { sign: "*?", least: 0, most: 3 },
  { sign: "+", least: 1, most: 3 },
  { sign: "?", least: 0, most: 1 },
  { sign: "??", least: 0, most: 1 },
  { sign: "{2}", least: 2, most: 2 },
  { sign: "{0,2}", least: 0, most: 2 },
  { sign: "{1,}", least: 1, most: 3 },
];

const { part } = fc.letrec<{ part: MatchedPattern; group: MatchedPattern }>((tie) => ({
  part: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("group"), sequence(tie("part"))),
  group: fc
    .tuple(
      fc.constantFrom("(", "(?:", "(?P<v>"),
      fc.array(tie("part"), { minLength: 1, maxLength: 3 }),
      fc.nat(),
      fc.option(fc.constantFrom(...quantifiers), { nil: undefined }),
      fc.nat({ max: 3 }),
    )
    .map(([open, branches, choice, quantifier, times]) => {
      // A name may stand once in a pattern, so inner groups lose theirs.
      const inner = branches.map(({ pattern }) => pattern.replaceAll("(?P<v>", "(")).join("|");
      const text = branches[choice % branches.length]?.text ?? "";
      const { sign = "", least = 1, most = 1 } = quantifier ?? {};
      return { pattern: `${open}${inner})${sign}`, text: text.repeat(Math.min(most, Math.max(least, times))) };
    }),
}));

function sequence(element: fc.Arbitrary<MatchedPattern>): fc.Arbitrary<MatchedPattern> {
  return fc.array(element, { minLength: 1, maxLength: 4 }).map((parts) => ({
    pattern: parts.map(({ pattern }) => pattern).join(""),
    text: parts.map(({ text }) => text).join(""),
  }));
}

/** Patterns made from a grammar, each with a text that it matches: literals, classes, escapes, groups, choices and quantifiers. */
export const matchedPattern: fc.Arbitrary<MatchedPattern> = fc
  .tuple(fc.array(sequence(part), { minLength: 1, maxLength: 3 }), fc.nat())
  .map(([branches, choice]) => ({
    pattern: branches.map(({ pattern }) => pattern).join("|"),
    text: branches[choice % branches.length]?.text ?? "",
  }));
