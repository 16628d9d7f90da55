import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logChecks } from "../../../shared/checks/log-checks.ts";
import { serviceChecks } from "../../../shared/checks/service-checks.ts";
import { parseProfile, resolveProfile } from "../../../shared/schema/resolve-profile.ts";

function problemsOf(text: string): readonly string[] {
  return parseProfile(text, "shop").problems;
}

/** A profile with this one check. */
function withCheck(check: string): string {
  return `checks: [{ name: a, ${check} }]`;
}

describe("a profile is refused, with its path and what is allowed", () => {
  it.each([
    { what: "no YAML", text: "a: [", problem: "(whole): is neither YAML nor JSON: " },
    { what: "two documents", text: "a: 1\n---\nb: 2", problem: "(whole): holds more than one YAML document" },
    { what: "no object", text: "- a", problem: "(whole): must be a mapping (service, " },
    {
      what: "an unknown key",
      text: "chekcs: []",
      problem: '(whole): unknown key "chekcs"; did you mean "checks"? Allowed are service, owner, environment, ',
    },
    {
      what: "another service's",
      text: "service: other",
      problem: "service: is other, but the profile was found for shop",
    },
    {
      what: "an odd environment",
      text: "environment: Live!",
      problem: "environment: must be lower case letters, digits and dashes",
    },
    {
      what: "an unknown kind",
      text: withCheck("kind: log-signatur"),
      problem: 'checks[0].kind: is "log-signatur", must be one of task-health, ',
    },
    {
      what: "an unknown key of a check",
      text: withCheck("kind: log-presence, withn: 3m"),
      problem: 'checks[0]: unknown key "withn"; did you mean "within"? Allowed are name, mode, kind, container, within',
    },
    {
      what: "an odd name",
      text: "checks: [{ name: A, kind: log-presence }]",
      problem: "checks[0].name: must be lower case letters, digits and dashes, at most 63",
    },
    {
      what: "an odd duration",
      text: withCheck("kind: log-presence, within: soon"),
      problem: "checks[0].within: must be a duration such as 90s, 3m or 1h30m",
    },
    {
      what: "a look-ahead",
      text: withCheck("kind: log-errors, max: 1, pattern: 'abc(?!x)'"),
      problem:
        "checks[0].pattern: is no RE2 pattern: invalid or unsupported Perl syntax: (?!, at character 4 of abc(?!x)",
    },
    {
      what: "an empty pattern",
      text: withCheck("kind: log-errors, max: 1, pattern: ''"),
      problem: "checks[0].pattern: ",
    },
    {
      what: "a wrong pattern in a list",
      text: withCheck("kind: log-signature, expect: [{ pattern: [a, '('] }]"),
      problem: "checks[0].expect[0].pattern[1]: is no RE2 pattern",
    },
    {
      what: "a pattern in double quotes, where YAML reads a backspace",
      text: withCheck('kind: log-errors, max: 0, pattern: "\\bERROR\\b"'),
      problem: "checks[0].pattern: holds the control character U+0008 at character 1",
    },
    {
      what: "an unknown quorum",
      text: withCheck("kind: log-signature, expect: [{ pattern: a, quorum: most }]"),
      problem: "checks[0].expect[0].quorum: ",
    },
    {
      what: "a signature of nothing",
      text: withCheck("kind: log-signature"),
      problem: "checks[0].expect: name a preset, an expected line or a rejected line",
    },
    {
      what: "a rejected line without a time",
      text: withCheck("kind: log-signature, reject: [{ pattern: a }]"),
      problem: "checks[0].for: say how long to watch (for: 2m), as no line is expected",
    },
    { what: "an unknown preset", text: withCheck("kind: log-signature, preset: flywy"), problem: "checks[0].preset: " },
    {
      what: "a name used twice",
      text: "checks: [{ name: a, kind: log-presence }, { name: a, kind: log-presence }]",
      problem: "checks[1].name: is used twice: a",
    },
    {
      what: "task health that does not decide",
      text: "checks: [{ name: a, kind: task-health, mode: shadow }]",
      problem: "checks[0].mode: must be gate",
    },
    {
      what: "two checks of task health",
      text: "checks: [{ name: a, kind: task-health }, { name: b, kind: task-health }]",
      problem: "checks: has more than one check of kind task-health",
    },
    { what: "a GitLab that is no address", text: "gitlab: { host: example.com }", problem: "gitlab.host: " },
    { what: "a FireLens group that is none", text: "firelens: { group: 'a b' }", problem: "firelens.group: must be" },
    { what: "FireLens without a group", text: "firelens: {}", problem: "firelens.group: " },
    {
      what: "a FireLens Region that is none",
      text: "firelens: { group: /g, region: Sydney }",
      problem: "firelens.region: must be",
    },
    { what: "too much patience", text: "blindLooks: 101", problem: "blindLooks: " },
  ])("$what", ({ text, problem }) => {
    expect(problemsOf(text).some((each) => each.startsWith(problem))).toBe(true);
  });

  it("that is too long to be one, or a bomb", () => {
    expect(problemsOf(`# ${"x".repeat(70_000)}`)).toEqual([
      "(whole): is 70002 characters long, at most 65536 are read",
    ]);
    const bomb = [
      "a0: &a0 x",
      ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(", ")}]`),
    ].join("\n");

    expect(problemsOf(bomb).length).toBeGreaterThan(0);
  });

  it("with every problem, but no more than 20", () => {
    const checks = Array.from(
      { length: 15 },
      (_, n) => `{ name: c${n}, kind: log-presence, within: soon, container: '' }`,
    );

    expect(problemsOf(`checks: [${checks.slice(0, 3).join(", ")}]`)).toHaveLength(6);
    expect(problemsOf(`checks: [${checks.join(", ")}]`)).toHaveLength(20);
  });

  it("or read, whatever its text is, and never an exception", () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("null", "", "~", "%", "!!js/function x", "a: &a [*a]"),
    );
    fc.assert(fc.property(text, (each) => Array.isArray(parseProfile(each).problems)));
  });
});

describe("a profile that can be used", () => {
  const text = `
service: shop
environment: staging
gitlab: { project: 77, host: "https://git.example.com" }
identity: { release: [BUILD] }
rollout: { within: 20m }
blindLooks: 3
redact: { emails: false }
checks:
  - { name: migrations, kind: log-signature, preset: flyway, within: 2m, for: 6m }
  - { name: lines, kind: log-presence, container: [app, web], quorum: any-task }
  - { name: budget, kind: log-errors, pattern: ERROR, max: 3, mode: shadow }`;

  it("is resolved with its source, its hash and what it leaves open", () => {
    const { resolved, identityNames } = resolveProfile({ text, source: "/v/profiles/c/shop" }, "shop");

    expect(resolved).toMatchObject({
      source: "/v/profiles/c/shop",
      hash: createHash("sha256").update(text).digest("hex"),
      environment: "staging",
      gitlab: { project: "77", host: "https://git.example.com" },
      rolloutWithinSeconds: 1200,
      logSeconds: 360,
      blindLooks: 3,
      redactEmails: false,
      problems: [],
    });
    expect(resolved.checks.map(({ name }) => name)).toEqual(["task-health", "migrations", "lines", "budget"]);
    expect(identityNames).toMatchObject({ release: ["BUILD"], project: ["CI_PROJECT_ID"] });
  });

  it("says where FireLens records are, if it does", () => {
    const firelens = (given: string) => resolveProfile({ text: given, source: "x" }, "shop").resolved.firelens;

    expect(firelens("firelens: { group: /ecs/shop }")).toEqual({ group: "/ecs/shop" });
    expect(firelens("firelens: { group: /ecs/shop, region: us-gov-west-1 }")).toEqual({
      group: "/ecs/shop",
      region: "us-gov-west-1",
    });
    expect(firelens("")).toBeUndefined();
  });

  it("binds each check to the state that answers it", () => {
    const { resolved } = resolveProfile({ text, source: "x" }, "shop");

    expect(serviceChecks(resolved).map(({ name }) => name)).toEqual(["task-health"]);
    expect(logChecks(resolved).map(({ name }) => name)).toEqual(["migrations", "lines", "budget"]);
  });

  it("has a check of task health, under its own name and with its own time if it says so", () => {
    const own = resolveProfile(
      { text: "checks: [{ name: up, kind: task-health, within: 1h }]", source: "x" },
      "shop",
    ).resolved;
    const named = resolveProfile(
      { text: "checks: [{ name: task-health, kind: log-presence }]", source: "x" },
      "shop",
    ).resolved;

    expect(own).toMatchObject({ checks: [{ name: "up" }], rolloutWithinSeconds: 3600 });
    expect(named.checks.map(({ name }) => name)).toEqual(["task-health-of-rollout", "task-health"]);
  });

  it("is the built-in default when there is none, or when it is empty", () => {
    const { resolved } = resolveProfile(undefined, "shop");

    expect(resolved).toMatchObject({
      source: "built-in default",
      environment: "production",
      checks: [{ kind: "task-health" }],
      rolloutWithinSeconds: 900,
      logSeconds: 0,
      blindLooks: 5,
      redactEmails: true,
      problems: [],
    });
    expect(resolveProfile({ text: "# nothing yet", source: "x" }, "shop").resolved).toMatchObject({
      problems: [],
      checks: resolved.checks,
    });
  });

  it("is replaced by the built-in default when it is wrong, and its problems stay", () => {
    const { resolved } = resolveProfile({ text: "environment: 5", source: "x" }, "shop");

    expect(resolved).toMatchObject({
      source: "x",
      environment: "production",
      checks: [{ kind: "task-health" }],
      problems: [expect.stringContaining("environment: ")],
    });
  });

  it("that was kept and does not fit any more is the validator's own error", () => {
    const { resolved } = resolveProfile(undefined, "shop");
    const checks = [{ name: "a", kind: "log-errors", pattern: "(" }];

    expect(() => logChecks({ ...resolved, checks })).toThrow(/^The kept check a cannot be read: .*pattern/);
    expect(logChecks({ ...resolved, checks: [{ name: "a", kind: "a-kind-to-come" }] })).toEqual([]);
  });
});
