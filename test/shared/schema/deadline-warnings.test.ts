import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deadlineWarnings } from "../../../shared/schema/deadline-warnings.ts";
import { parseProfile } from "../../../shared/schema/resolve-profile.ts";

/** What is said of the times of a profile's text. */
function warned(text: string): readonly string[] {
  const { profile, problems } = parseProfile(text);
  if (profile === undefined) throw new Error(problems.join("\n"));
  return deadlineWarnings(profile);
}

const health = (options: string) => `checks: [{ name: health, kind: task-health, ${options} }]`;

describe("times that contradict each other", () => {
  it.each([
    [
      "rollout: { within: 10m }\nchecks: [{ name: up, kind: log-signature, preset: flyway, within: 30m }]",
      "checks[0].within: 30m is longer than the 10m in which the whole rollout must be stable (rollout.within): a rollout that is not has failed before, and one that is may wait 30m for its verdict",
    ],
    [
      "checks: [{ name: up, kind: log-presence, within: 16m }]",
      "checks[0].within: 16m is longer than the 15m in which the whole rollout must be stable (rollout.within): a rollout that is not has failed before, and one that is may wait 16m for its verdict",
    ],
    [
      health("within: 20m, startWithin: 20m"),
      "checks[0].startWithin: 20m is not shorter than the 20m in which the rollout must be stable (checks[0].within): no task is ever called stuck, the rollout is only told to be late",
    ],
    [
      health("startWithin: 59s"),
      "checks[0].startWithin: 59s is less than the 1m that a task may need to be placed and to pull its image: a healthy one may be called stuck",
    ],
    [
      "rollout: { within: 4h }\nchecks: [{ name: errors, kind: log-errors, pattern: E, max: 1, for: 1h }]",
      "rollout.within: 4h, the 1h of the longest check after it and 5m of grace add up to 5h05m, and no validation is open for longer than 5h: what is pending then is inconclusive",
    ],
    [
      "promotion: { soak: 7d }",
      "promotion.soak: 168h is not shorter than the usual promotion.evidenceAge (168h): a verdict is too old before it has soaked, and the gate never opens",
    ],
    [
      "promotion: { soak: 2h, evidenceAge: 1h }",
      "promotion.soak: 2h is not shorter than promotion.evidenceAge (1h): a verdict is too old before it has soaked, and the gate never opens",
    ],
  ])("are told with their numbers: %s", (text, warning) => {
    expect(warned(text)).toContain(warning);
  });

  it("are told where one of two does not count", () => {
    expect(warned(`rollout: { within: 10m }\n${health("within: 20m")}`)).toEqual([
      "checks[0].within: 20m counts, and rollout.within (10m) does not",
    ]);
  });
});

describe("times that fit", () => {
  it.each([
    "",
    "rollout: { within: 10m }\nchecks: [{ name: up, kind: log-presence, within: 10m }]",
    "rollout: { within: 5m }\nchecks: [{ name: up, kind: log-presence, within: 10m, mode: shadow }]",
    health("within: 15m, startWithin: 1m"),
    "rollout: { within: 4h55m }",
    "promotion: { soak: 30m, evidenceAge: 31m }",
  ])("are told nothing of: %j", (text) => {
    expect(warned(text)).toEqual([]);
  });

  it("are those of every profile in examples/", () => {
    const examples = new URL("../../../examples/", import.meta.url);
    const profiles = readdirSync(examples, { recursive: true }).filter((name) =>
      /\/profile\.ya?ml$/.test(String(name)),
    );

    expect(profiles.length).toBeGreaterThan(0);
    for (const name of profiles) expect(warned(readFileSync(new URL(String(name), examples), "utf8"))).toEqual([]);
  });
});
