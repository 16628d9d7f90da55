import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aCli } from "../cli/a-cli.ts";
import { run } from "../cli/run.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The command is called in another way where no npm is around. */
function plain(text: string): string {
  return text.replace("npx rollout-validator", "rollout-validator").trim();
}

it("the README shows how the demo ends", async () => {
  const cli = aCli();

  await run(["demo"], cli);

  const text = cli.stdout.text();
  const [, shown = ""] = /It ends like this:\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(plain(shown)).toBe(plain(text.slice(text.indexOf("What happened"))));
});
