import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aCli, aScreen } from "../a-cli.ts";
import { aScenarioFile, hostileTimeline } from "../a-scenario.ts";
import { shownBy } from "../a-terminal.ts";
import { run } from "../run.ts";

const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

async function simulate(over: Readonly<Record<string, unknown>> = {}, ...options: readonly string[]) {
  const cli = aCli();
  const code = await run(["simulate", aScenarioFile(cli.folder, over), ...options], cli);
  return { code, out: cli.stdout.text(), err: cli.stderr.text(), cli };
}

describe("simulate used wrongly", () => {
  it("names what is near to an unknown scenario, and where all of them are", async () => {
    const cli = aCli();

    expect(await run(["simulate", "helthy"], cli)).toBe(2);

    expect(cli.stdout.text()).toBe("");
    expect(cli.stderr.text()).toMatch(/^There is no scenario helthy: .* examples\/scenarios\. Near: healthy\. /);
  });

  it("lists every problem of a scenario that cannot be read", async () => {
    const { code, out, err } = await simulate({ title: "", service: { desired: -1 } });

    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("title: ");
    expect(err).toContain("service.desired: ");
  });

  it.each([
    ["--speed", "fast"],
    ["--speed", "0"],
    ["--sped", "2"],
    ["too", "many"],
  ])("refuses %s %s", async (...words) => {
    const cli = aCli();

    expect(await run(["simulate", "healthy", ...words], cli)).toBe(2);

    expect(cli.stderr.text()).toMatch(/^error: /);
    expect(cli.stdout.text()).toBe("");
  });

  it("says in one line that a timeline cannot be played, and gives the cursor back", async () => {
    const cli = aCli({ stdout: aScreen({ isTTY: true, columns: 80, rows: 24 }) });
    const timeline = [{ at: "1s", rollout: "ROLLBACK_FAILED" }];

    expect(await run(["simulate", aScenarioFile(cli.folder, { timeline })], cli)).toBe(2);

    expect(cli.stderr.text()).toBe(
      "The scenario cannot be played: timeline[0]: The rollout cannot become ROLLBACK_FAILED: its service deployment is IN_PROGRESS.\n",
    );
    expect(cli.stdout.text().split("\u001b[?25l").length).toBe(cli.stdout.text().split("\u001b[?25h").length);
  });
});

describe("the exit code of a simulation", () => {
  it("is 1 for a failed release, whatever the scenario expects of it", async () => {
    const failing = { timeline: hostileTimeline, expect: { verdict: "failed" } };

    expect((await simulate(failing)).code).toBe(1);
    expect((await simulate(failing, "--check")).code).toBe(0);
  });

  it("is 0 for a release that passed, and with --check 1 when something else was expected", async () => {
    expect((await simulate()).code).toBe(0);
    expect((await simulate({ expect: { verdict: "failed" } }, "--check")).code).toBe(1);
  });

  it("is 75 without a verdict", async () => {
    const { code, out } = await simulate({ events: { lost: "all" }, expect: { execution: "none" } });

    expect(code).toBe(75);
    expect(out).toContain("no verdict: no validation ran");
  });
});

describe("what a simulation prints", () => {
  it("is one timed line per change in a pipe, then verdict, what to do and expectations", async () => {
    const { out, err } = await simulate({ expect: { verdict: "passed", reason: "nonsense" } });

    expect(err).toBe("");
    expect(out).toMatch(/^Mine\n {3}\+0:00 {2}deploy {4}v2\.3\.1 as ecs-svc\/\d+\n/);
    expect(out).toMatch(/\n {3}\+0:02 {2}tasks {5}1 of v2\.3\.1 RUNNING \([0-9a-f]{8}\)\n/);
    expect(out).toMatch(/\n {3}\+0:\d\d {2}check {5}OK started: seen: "Started"\n/);
    expect(out).toMatch(/\n {3}\+0:\d\d {2}VERDICT {3}passed -> proceed {2}v2\.3\.1\n/);
    expect(out).toContain("Nothing to do: the release is healthy");
    expect(out).toContain(
      "1 of 2 met\n  OK verdict: passed\n  NG reason\n       expected: nonsense\n       came:     every check passed\n",
    );
    expect(out).toContain("with --check it is 1 when an expectation is not met.\n");
    expect(out).toContain("evidence v2.3.1");
    expect(out).not.toContain("Started in 3 seconds");
  });

  it("has no hint of --check where it is given or nothing is missed", async () => {
    const outs = [await simulate({ expect: { reason: "nonsense" } }, "--check"), await simulate()];

    for (const { out } of outs) expect(out).not.toContain("--check");
  });

  it("does not point to evidence that could not be kept", async () => {
    const cli = aCli();
    writeFileSync(join(cli.folder, ".rollout-validator"), "a file where a folder should be");

    expect(await run(["simulate", aScenarioFile(cli.folder)], cli)).toBe(0);

    expect(cli.stderr.text()).toMatch(/^The evidence of this run is not kept: /);
    expect(cli.stdout.text()).not.toContain("rollout-validator evidence");
  });

  it("says that it plays on when the verdict is there before the end", async () => {
    const over = {
      timeline: [...hostileTimeline, { at: "30s", action: "SERVICE_STEADY_STATE" }],
      expect: { verdict: "failed" },
    };

    expect((await simulate(over, "--speed", "100000")).out).toMatch(
      /VERDICT {3}failed -> alert {2}v2\.3\.1\n {10}playing to the end at \+0:30; Ctrl-C ends it now\n/,
    );
    expect((await simulate(over)).out).not.toContain("playing");
  });

  it("has the log lines too when asked for", async () => {
    expect((await simulate({}, "--logs")).out).toMatch(/\+0:03 {2}log {7}app of [0-9a-f]{8}: Started in 3 seconds\n/);
  });

  it("lets no control character of a log line through, in no form", async () => {
    const hostile = { timeline: hostileTimeline, expect: { verdict: "failed" } };
    const cli = aCli({ stdout: aScreen({ isTTY: true, columns: 100, rows: 40 }) });

    const texts = [(await simulate(hostile, "--logs")).out, (await simulate(hostile, "--json")).out];
    await run(["simulate", aScenarioFile(cli.folder, hostile)], cli);

    for (const text of [...texts, ...shownBy(cli.stdout.text())]) expect(text).not.toMatch(control);
    expect(shownBy(cli.stdout.text()).join("\n")).toMatch(/verdict {2}failed -> alert/);
  });

  it("is one JSON document with --json", async () => {
    const { code, out, err } = await simulate({}, "--json");
    const document = JSON.parse(out);

    expect([code, err]).toEqual([0, ""]);
    expect(document).toMatchObject({
      scenario: { name: "mine", title: "Mine" },
      verdict: "passed",
      decision: "proceed",
      reason: "every check passed",
      release: "v2.3.1",
      expectationsMet: true,
      expectations: [{ what: "verdict", expected: "passed", passed: true }],
      gitlab: [{ state: "running" }, { state: "success" }],
    });
    expect(document.findings.map((finding: { check: string }) => finding.check)).toEqual(["task-health", "started"]);
    expect(document.timeline.length).toBeGreaterThan(2);
    expect(document.changes[0]).toMatchObject({ at: 0, what: "deploy" });
    expect(document.counts.calls["ecs:DescribeServices"]).toBeGreaterThan(0);
  });
});

describe("simulate without a scenario", () => {
  it("lists those of the project with their titles", async () => {
    const cli = aCli();

    expect(await run(["simulate"], cli)).toBe(0);

    expect(cli.stdout.text()).toMatch(/\nhealthy +Healthy\n/);
    expect(cli.stdout.text()).toMatch(/\nmigration-failed +Migration failed\n/);
  });
});
