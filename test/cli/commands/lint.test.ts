import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { run } from "../../../cli/program.ts";
import { aCli } from "../a-cli.ts";

const example = fileURLToPath(new URL("../../../examples/bf-manage-core/profile.yaml", import.meta.url));

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
    expect(out).toContain("environment: must be lower case");
    expect(out).toContain("checks[0].pattern: is no RE2 pattern");
    expect(out).toContain("checks[0].max: ");
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
      "error-budget  log-errors (shadow: never decides)\n     pattern \\bERROR\\b, max 10, for 5m\n",
    );
  });

  it.each([
    [5000, "is 5000 bytes long: more than 4096 need an SSM parameter of the advanced tier"],
    [9000, "is 9000 bytes long: no SSM parameter takes more than 8192"],
  ])("of %d bytes is warned of SSM's limits", async (bytes, warning) => {
    const head = "environment: production\n# ";

    const { code, out } = await lint(head.padEnd(bytes, "x"));

    expect(code).toBe(0);
    expect(out).toContain(`mind: ${warning}`);
  });

  it("is warned of what is probably not meant", async () => {
    const { out } = await lint("environment: production\n");

    expect(out).toContain("mind: gitlab.project: is absent");
    expect(out).toContain("mind: checks: only the health of the tasks decides");
  });
});
