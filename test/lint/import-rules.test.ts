import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "import-rules-"));

const planted = [
  ["domain-stands-alone", "shared/domain/adapter.ts", "../aws/thing.ts"],
  ["domain-imports-no-package", "shared/domain/package.ts", "zod/mini"],
  ["judge-is-pure", "shared/checks/some-kind/judge.ts", "../../ports.ts"],
  ["judge-imports-no-package", "shared/checks/other-kind/judge.ts", "zod/mini"],
  ["measure-uses-ports", "shared/checks/some-kind/measure.ts", "../../aws/thing.ts"],
  ["adapters-know-one-service", "shared/aws/logic.ts", "../logs/thing.ts"],
  ["closing-uses-ports", "shared/closing/end.ts", "../aws/thing.ts"],
  ["page-is-text", "shared/page/reads.ts", "../ports.ts"],
  ["page-imports-no-package", "shared/page/package.ts", "zod/mini"],
  ["links-use-ports", "shared/links/adapter.ts", "../aws/thing.ts"],
  ["gitlab-is-not-aws", "shared/gitlab/adapter.ts", "../aws/thing.ts"],
  ["logic-without-adapters", "functions/conclude/conclude.ts", "../../shared/aws/thing.ts"],
  ["functions-stand-apart", "functions/conclude/other.ts", "../await-signal/thing.ts"],
  ["infra-by-path-only", "infra/function.ts", "../functions/thing.ts"],
  ["local-is-for-people-and-tests", "shared/simulation.ts", "../local/thing.ts"],
] as const;

const allowed = ["shared/checks/some-kind/allowed.ts", "../../domain/thing.ts"] as const;

let answer: { readonly code: number | null; readonly text: string };

beforeAll(() => {
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(project, name), join(root, name));
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
  const files = [...planted.map(([, file, imported]) => [file, imported] as const), allowed];
  for (const [file, imported] of files) {
    plant(file, `export * from ${JSON.stringify(imported)};\n`);
    if (imported.startsWith(".")) plant(join(dirname(file), imported), "export const value = 1;\n");
  }
  const cruiser = join(project, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [cruiser, "shared", "functions", "infra", "--config", ".dependency-cruiser.cjs"];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  answer = { code: run.status, text: run.stdout + run.stderr };
});
afterAll(() => rmSync(root, { recursive: true }));

function plant(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe("the import rules", () => {
  it.each(planted)("%s refuses %s importing %s", (rule, file) => {
    expect(answer.text).toContain(`${rule}: ${file}`);
  });

  it("make the linter fail", () => {
    expect(answer.code).not.toBe(0);
  });

  it("let what they allow pass", () => {
    expect(answer.text).not.toContain(allowed[0]);
  });
});
