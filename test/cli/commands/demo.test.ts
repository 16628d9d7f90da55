import { expect, it } from "vitest";
import { aCli } from "../a-cli.ts";
import { run } from "../run.ts";

it("the demonstration says, without explanation, why the second release failed and what to do", async () => {
  const cli = aCli();

  const code = await run(["demo"], cli);

  const text = cli.stdout.text();
  const lines = text.split("\n");
  expect([cli.stderr.text(), code]).toEqual(["", 0]);
  expect(text).toMatch(/v2\.3\.1 {2}passed -> proceed/);
  const ending = text.slice(text.indexOf("What happened"));
  expect(ending).toMatch(/^What happened {2}failed -> alert after \d+s: v2\.4\.0 of bf-manage-core in production/);
  expect(ending.replace(/\s+/g, " ")).toContain(
    'Migration of schema "public" to version "43 - add vehicle depot" failed!',
  );
  expect(ending).toContain('ERROR: relation "vehicel" does not exist');
  expect(ending.replace(/\s+/g, " ")).toMatch(
    /What to do Fix what the line says.* Its circuit breaker tripped: see that ECS rolls back\. Stop the pipeline/,
  );
  expect(ending).not.toContain("successfully rolled back");
  expect(ending).toContain("rollout-validator evidence v2.4.0");
  expect(lines.length).toBeLessThanOrEqual(67);
  expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(100);

  const evidence = aCli({ folder: cli.folder });
  expect(await run(["evidence", "v2.4.0"], evidence)).toBe(1);
  expect(await run(["evidence", "v2.3.1"], evidence)).toBe(0);
});
