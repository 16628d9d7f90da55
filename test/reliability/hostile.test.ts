import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern } from "../../shared/logs/pattern.ts";
import { aCli } from "../cli/a-cli.ts";
import { run } from "../cli/run.ts";
import { fuzzTargets } from "./fuzz-targets.ts";
import { actsOnTerminal, explosive, hostileTexts } from "./hostile-lines.ts";
import { subjectProfile } from "./subjects.ts";

/** The whole of it has 100,000 cases each: `node test/reliability/fuzz.ts`. */
const numRuns = 200;

describe("what comes from outside", () => {
  it.each(fuzzTargets.map(({ name, promise, property }) => ({ name, promise, property })))(
    "$name $promise",
    ({ property }) => {
      expect(fc.check(property(), { numRuns, seed: 2 })).toMatchObject({ failed: false });
    },
  );

  it.each(explosive)("cannot make $pattern hang", ({ pattern, text }) => {
    const since = performance.now();
    compilePattern(pattern).match(text);
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

describe("hostile lines and reasons of a rollout", () => {
  it("are judged, kept and shown, and never reach the terminal raw", async () => {
    const cli = aCli();
    writeFileSync(join(cli.folder, "hostile.yaml"), JSON.stringify(hostileScenario()));
    for (const words of [
      ["simulate", "hostile.yaml"],
      ["simulate", "hostile.yaml", "--json"],
      ["evidence", "v2.3.1"],
    ]) {
      await run(words, cli);
    }
    const shown = cli.stdout.text() + cli.stderr.text();
    expect(shown).toContain("PANIC");
    expect(shown).not.toMatch(actsOnTerminal);
  });
});

/** Every hostile text as a log line, a rejected one, and as the reason of a stopped task. */
function hostileScenario(): object {
  const [first = "", ...others] = hostileTexts;
  return {
    title: "Hostile",
    service: { desired: 2 },
    profile: {
      ...subjectProfile,
      checks: [{ name: "no-panic", kind: "log-signature", for: "1m", reject: [{ pattern: "PANIC" }] }],
    },
    timeline: [
      { at: "5s", tasks: "all", status: "RUNNING" },
      ...hostileTexts.map((text) => ({ at: "10s", tasks: 1, log: `${text} PANIC ${text}` })),
      { at: "12s", tasks: 1, status: "STOPPED", exitCode: 1, reason: first },
      { at: "13s", tasks: 2, status: "STOPPED", exitCode: 1, reason: others.join(" ").slice(0, 1000) },
    ],
    expect: { verdict: "failed" },
  };
}
