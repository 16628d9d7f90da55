import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { aCli, aScreen } from "../a-cli.ts";
import { run } from "../run.ts";

const examples = new URL("../../../examples/", import.meta.url);
const example = fileURLToPath(new URL("bf-manage-core/profile.yaml", examples));

async function lint(text: string, ...options: readonly string[]) {
  const cli = aCli();
  writeFileSync(join(cli.folder, "profile.yaml"), text);
  const code = await run(["lint", "profile.yaml", ...options], cli);
  return { code, out: cli.stdout.text(), err: cli.stderr.text() };
}

describe("a profile with problems", () => {
  it("is told in one line when there is none", async () => {
    const cli = aCli();

    expect(await run(["lint", "nowhere.yaml"], cli)).toBe(2);

    expect(cli.stderr.text()).toBe("There is no file nowhere.yaml.\n");
  });

  it("is told in one line when it is a folder", async () => {
    const cli = aCli();

    expect(await run(["lint", "."], cli)).toBe(2);

    expect(cli.stderr.text()).toBe("The file . cannot be read: EISDIR.\n");
  });

  it("gets every problem with its path", async () => {
    const { code, out } = await lint(
      "environment: Prod\nchecks:\n  - { name: a, kind: log-errors, pattern: '(?=x)', max: -1 }\n",
    );

    expect(code).toBe(2);
    expect(out).toMatch(/^NG profile\.yaml: 3 problems\n/);
    expect(out).toContain("\n   line 1, column 1: environment: must be lower case");
    expect(out).toContain("\n   line 3, column 34: checks[0].pattern: is no RE2 pattern");
    expect(out).toContain("\n   line 3, column 52: checks[0].max: ");
  });

  it("has them in the order of the file", async () => {
    const { out } = await lint("chekcs: []\nrollout: { within: 180 }\nenvironment: Prod\n", "--json");

    expect(JSON.parse(out).problems).toEqual([
      {
        text: expect.stringContaining('(whole): unknown key "chekcs"; did you mean "checks"? Allowed are '),
        line: 1,
        column: 1,
      },
      { text: "rollout.within: must be a duration with its unit: write 180s", line: 2, column: 12 },
      { text: expect.stringContaining("environment: "), line: 3, column: 1 },
    ]);
  });

  it("that is indented with tabs is told its line", async () => {
    const { code, out } = await lint("checks:\n\t- name: a\n");

    expect(code).toBe(2);
    expect(out).toContain("   line 2, column 1: (whole): is indented with tabs, and YAML wants spaces\n");
  });

  it("is warned of SSM's limits all the same", async () => {
    const { code, out } = await lint("a: 1\n# ".padEnd(9000, "x"));

    expect(code).toBe(2);
    expect(out).toContain("   mind: the profile has 9000 bytes; no SSM parameter takes more than 8192 (8 KB)\n");
  });

  it("has no line wider than the terminal", async () => {
    const cli = aCli({ stdout: aScreen({ columns: 40 }) });
    writeFileSync(join(cli.folder, "profile.yaml"), "checks: [{ name: a, kind: log-presence, withn: 3m }]\n");

    expect(await run(["lint", "profile.yaml"], cli)).toBe(2);

    for (const text of cli.stdout.text().split("\n")) expect(text.length).toBeLessThanOrEqual(40);
  });

  it("is one of another service when --service says so", async () => {
    expect(await lint("service: one\n", "--service", "other")).toMatchObject({
      code: 2,
      out: expect.stringContaining("service: is one"),
    });
  });

  it("shows no control character of the file", async () => {
    const { out } = await lint('environment: "\\e[2J"\nextra\u001b[31m: 1\n');

    expect(out).toMatch(/NG/);
    expect(out).not.toContain("\u001b");
  });

  it("is JSON when asked for", async () => {
    const { code, out } = await lint("checks: 1\n", "--json");

    expect(code).toBe(2);
    expect(JSON.parse(out).problems).toHaveLength(1);
  });
});

describe("a profile that can be used", () => {
  it("tells which images a check of kind artifact compares", async () => {
    const { out } = await lint(
      "checks:\n  - { name: image, kind: artifact }\n  - { name: two, kind: artifact, container: [a, b], within: 5m }\n",
    );

    expect(out).toContain("expects every running task to run the released image of each essential container\n");
    expect(out).toContain("expects every running task to run the released image of a, b within 5m\n");
  });

  it("tells where lines behind a FireLens router are read", async () => {
    const { out } = await lint("firelens: { group: /ecs/shop }\nchecks: [{ name: up, kind: log-presence }]\n");
    const far = await lint("firelens: { group: /ecs/shop, region: us-east-1 }\n", "--json");

    expect(out).toContain("\n   lines of containers that log through FireLens are read in /ecs/shop\n");
    expect(JSON.parse(far.out)).toMatchObject({ firelens: { group: "/ecs/shop", region: "us-east-1" } });
  });

  it("is told check by check, with the caveat of its preset", async () => {
    const cli = aCli();

    expect(await run(["lint", example], cli)).toBe(0);

    const out = cli.stdout.text();
    expect(out).toMatch(/^OK .*: bf-manage-core, production, \d+ bytes\n {3}the rollout must be stable within 15m\n/);
    expect(out).toContain("expects Flyway's success line from any-task within 3m\n");
    expect(out).toMatch(/fails at once on \d+ rejected lines\n/);
    expect(out).toContain("mind: Flyway: A rolled-back release");
    expect(out).toContain('expects "Started \\S+ in [0-9.]+ seconds" in app from every-task within 3m\n');
    expect(out).toContain(
      "error-budget  log-errors (shadow: never decides)\n     allows at most 10 lines that match \\bERROR\\b in the first 5m\n",
    );
  });

  it("is told how long a budget that decides holds a pass back", async () => {
    const { out } = await lint(
      "checks: [{ name: errors, kind: log-errors, container: app, pattern: E, max: 1, for: 2m }]",
    );

    expect(out).toContain(
      "     allows at most 1 line that matches E in app in the first 2m\n     holds a pass back until these 2m are over\n",
    );
  });

  it("of the other service in examples/ is told container by container", async () => {
    const cli = aCli();

    expect(
      await run(
        ["lint", fileURLToPath(new URL("billing-worker/profile.yaml", examples)), "--service", "billing-worker"],
        cli,
      ),
    ).toBe(0);

    expect(cli.stdout.text()).toContain("expects Django's success line in worker from any-task within 4m\n");
    expect(cli.stdout.text()).toContain("collector-ready  log-signature (shadow: never decides)\n");
  });

  it.each([
    [5000, "the profile has 5000 bytes; a standard SSM parameter takes at most 4096 (4 KB)"],
    [9000, "the profile has 9000 bytes; no SSM parameter takes more than 8192 (8 KB)"],
  ])("of %d bytes is warned of SSM's limits", async (bytes, warning) => {
    const head = "environment: production\n# ";

    const { code, out } = await lint(head.padEnd(bytes, "x"));

    expect(code).toBe(0);
    expect(out).toContain(`mind: ${warning}`);
  });

  it("is told with the time that counts where it says two", async () => {
    const { out } = await lint(
      "rollout: { within: 15m }\nchecks: [{ name: health, kind: task-health, within: 30m }]\n",
    );

    expect(out).toContain("   the rollout must be stable within 30m\n");
    expect(out.replace(/\s+/g, " ")).toContain("mind: checks[0].within: 30m counts, and rollout.within (15m) does not");
  });

  it("is warned of an expected line that it rejects too", async () => {
    const { code, out } = await lint(
      [
        "checks:",
        "  - { name: one, kind: log-signature, expect: [{ pattern: Started }], reject: [{ pattern: '(?i)start' }] }",
        "  - { name: two, kind: log-signature, expect: [{ pattern: 'a.b' }], reject: [{ pattern: 'a.b' }] }",
        "  - { name: other, kind: log-signature, expect: [{ pattern: 'Done' }], reject: [{ pattern: 'done' }] }",
        "  - { name: tool, kind: log-signature, preset: flyway, expect: [{ pattern: 'Migration of schema \"x\" failed' }] }",
      ].join("\n"),
    );

    const text = out.replace(/\s+/g, " ");
    expect(code).toBe(0);
    expect(text).toContain(
      "mind: checks[0].expect[0].pattern: a line with Started is rejected too, by (?i)start, and fails the check",
    );
    expect(text).toContain(
      "mind: checks[1].expect[0].pattern: a line with a.b is rejected too, by a.b, and fails the check",
    );
    expect(text).not.toContain("checks[2]");
  });

  it("is warned of what is probably not meant", async () => {
    const { out } = await lint("environment: staging\n");

    expect(out).toContain("mind: gitlab.project: is absent");
    expect(out).toContain("mind: checks: only the health of the tasks decides");
  });

  it.each(["", "# to be written\n", "{}", "---\n"])("may be empty: %j", async (text) => {
    const { code, out } = await lint(text);

    expect(code).toBe(0);
    expect(out).toContain("   mind: the profile says nothing: rollout health only, as without a profile\n");
  });
});

describe("the readings of a profile", () => {
  it("are told with what becomes of them", async () => {
    const metric =
      "{ name: ALB 5xx, namespace: AWS/ApplicationELB, metric: HTTPCode_Target_5XX_Count, statistic: Sum }";
    const { out } = await lint(`readings: { targetHealth: true, metrics: [${metric}] }`);

    expect(out.replace(/\s+/g, " ")).toContain(
      "read five minutes after the verdict, and judged by nothing: target health, ALB 5xx",
    );
  });
});
