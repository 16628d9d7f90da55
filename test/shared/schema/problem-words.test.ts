import { describe, expect, it } from "vitest";
import { parseProfile } from "../../../shared/schema/resolve-profile.ts";
import { yamlPlaces } from "../../../shared/schema/yaml-places.ts";

function withCheck(rest: string): string {
  return `checks: [{ name: a, ${rest} }]`;
}

describe("what is wrong in a document", () => {
  it.each([
    {
      what: "an unknown key that is near to none",
      text: "x-team: a",
      problem: '(whole): unknown key "x-team"; allowed are service, ',
    },
    {
      what: "a second unknown key",
      text: "chekcs: []\nservise: a",
      problem: '(whole): unknown key "servise"; did you mean "service"? ',
    },
    {
      what: "a line break in an unknown key",
      text: '"a\\nb": 1',
      problem: '(whole): unknown key "a\\nb"; allowed are ',
    },
    {
      what: "no kind",
      text: "checks: [{ name: a }]",
      problem: "checks[0].kind: is missing; must be one of task-health, ",
    },
    { what: "no name", text: "checks: [{ kind: log-presence }]", problem: "checks[0].name: is missing" },
    { what: "an empty value", text: withCheck("kind: log-presence, within:"), problem: "checks[0].within: is empty" },
    {
      what: "a missing pattern, of which there may be several",
      text: withCheck("kind: log-signature, expect: [{ quorum: any-task }]"),
      problem: "checks[0].expect[0].pattern: is missing",
    },
    {
      what: "a number for a duration",
      text: withCheck("kind: log-presence, within: 180"),
      problem: "checks[0].within: must be a duration with its unit: write 180s",
    },
    {
      what: "tabs",
      text: "checks:\n\t- name: a",
      problem: "(whole): is indented with tabs, and YAML wants spaces, at line 2",
    },
    {
      what: "tabs that the parser does not name",
      text: "checks:\n  -\tname: a\n",
      problem:
        "(whole): is neither YAML nor JSON: bad indentation of a mapping entry; there are tabs before it, YAML wants spaces, at line 2",
    },
    {
      what: "a pattern in double quotes",
      text: 'a: "Started \\S+"',
      problem:
        "(whole): is neither YAML nor JSON: unknown escape sequence; put patterns in single quotes, in which a backslash is only a backslash, at line 1",
    },
    {
      what: "a mistake in YAML",
      text: "a: 1\nb: [1\nc: 2",
      problem: "(whole): is neither YAML nor JSON: deficient indentation, at line 3",
    },
    {
      what: "an unknown preset",
      text: withCheck("kind: log-signature, preset: flywy"),
      problem: /^checks\[0\]\.preset: must be one of flyway, .*; did you mean "flyway"\?$/,
    },
    {
      what: "an expected line that every line is",
      text: withCheck("kind: log-signature, expect: [{ pattern: '.*' }]"),
      problem:
        'checks[0].expect[0].pattern: ".*" is found in every line, so the check could not fail; name what only a good start logs (log-presence asks for any line)',
    },
    {
      what: "an expected line of which one alternative is every line",
      text: withCheck("kind: log-signature, expect: [{ pattern: [Started, x*] }]"),
      problem: 'checks[0].expect[0].pattern: "x*" is found in every line',
    },
    { what: "an empty text", text: 'service: ""', problem: "service: must not be empty" },
    {
      what: "an empty list",
      text: withCheck("kind: log-presence, container: []"),
      problem: "checks[0].container: must not be empty",
    },
    {
      what: "a text that is too long",
      text: withCheck(`kind: log-errors, max: 1, pattern: ${"x".repeat(1001)}`),
      problem: "checks[0].pattern: must have at most 1000 characters",
    },
    {
      what: "a list that is too long",
      text: withCheck(`kind: log-signature, expect: [{ pattern: [${"x,".repeat(21)}] }]`),
      problem: "checks[0].expect[0].pattern: must have at most 20 items",
    },
    {
      what: "a number that is too small",
      text: withCheck("kind: log-errors, pattern: E, max: -1"),
      problem: "checks[0].max: must be at least 0",
    },
    {
      what: "a number that is too big",
      text: withCheck("kind: log-errors, pattern: E, max: 1001"),
      problem: "checks[0].max: must be at most 1000",
    },
    {
      what: "a number that is not whole",
      text: withCheck("kind: log-errors, pattern: E, max: 1.5"),
      problem: "checks[0].max: must be a whole number",
    },
    { what: "a list for a mapping", text: "rollout: []", problem: "rollout: must be a mapping (within), not a list" },
    { what: "a mapping for a list", text: "checks: { a: 1 }", problem: "checks: must be a list, not a mapping" },
    { what: "a text for a mapping", text: "rollout: soon", problem: "rollout: must be a mapping (within), not a text" },
    { what: "a number for a text", text: "service: 3", problem: "service: must be a text, not a number" },
    {
      what: "a truth value for a text",
      text: "service: yes\nenvironment: true",
      problem: "environment: must be a text, not true or false",
    },
    {
      what: "a word that is none of those allowed",
      text: "notify: { on: [bla] }",
      problem: "notify.on[0]: must be one of started, passed, failed, inconclusive, superseded",
    },
  ])("is said in words: $what", ({ text, problem }) => {
    const expected = typeof problem === "string" ? expect.stringContaining(problem) : expect.stringMatching(problem);
    expect(parseProfile(text).problems).toContainEqual(expected);
  });

  it("comes with the path to look at, an unknown key with itself", () => {
    const text = "environment: x\nchecks:\n  - name: a\n    kind: log-presence\n    withn: 3m\n";
    const [problem] = parseProfile(text).details;

    expect(problem?.path).toEqual(["checks", 0, "withn"]);
    expect(yamlPlaces(text)(problem?.path ?? [])).toEqual({ line: 5, column: 5 });
  });

  it("comes with the place where the parser stood when it is no YAML", () => {
    expect(parseProfile("a: 1\nb: [1\nc: 2").details).toMatchObject([{ position: { line: 3, column: 1 } }]);
  });
});
