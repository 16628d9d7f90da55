import { expect, it } from "vitest";
import { matchesEveryLine } from "../../../shared/logs/pattern.ts";

it.each([".*", "x*", "(a|)", "^", "$", "^.*$", "(?i)s?", ".", ".+", "\\S", "^.", "[^\\n]", "Started|.*"])(
  "a pattern that is found in every line is known: %s",
  (pattern) => {
    expect(matchesEveryLine(pattern)).toBe(true);
  },
);

it.each(["Started", ".*Started.*", "\\d", "\\bERROR\\b", "[a-z]", "..............", "a{2,}", "(", "x+"])(
  "a pattern that some lines do not hold is another one: %s",
  (pattern) => {
    expect(matchesEveryLine(pattern)).toBe(false);
  },
);
