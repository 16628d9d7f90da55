import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "import-rules-"));
const { forbidden }: { readonly forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(
  join(project, ".dependency-cruiser.cjs"),
);

const folders = ["shared", "functions", "statemachine", "infra", "cli", "local"] as const;

/** The rule, a file, and what it imports: made, too, where it is a path. */
const planted = [
  ["domain-stands-alone", "shared/domain/adapter.ts", "../aws/thing.ts"],
  ["domain-imports-no-package", "shared/domain/package.ts", "zod/mini"],
  ["domain-imports-no-package", "shared/domain/file.ts", "node:fs"],
  ["judge-is-pure", "shared/checks/some-kind/judge.ts", "../../ports/clock.ts"],
  ["judge-is-pure", "shared/checks/some-kind/watch.ts", "../../logs/thing.ts"],
  ["judge-imports-no-package", "shared/checks/other-kind/judge.ts", "zod/mini"],
  ["measure-uses-ports", "shared/checks/some-kind/measure.ts", "../../aws/thing.ts"],
  ["schema-describes-shapes", "shared/schema/reader.ts", "../ports/clock.ts"],
  ["check-config-is-schema", "shared/checks/some-kind/config.ts", "../../schema/profile.ts"],
  ["presets-are-data", "shared/checks/log-signature/presets/some-tool.ts", "../../../domain/thing.ts"],
  ["ports-speak-domain", "shared/ports/throws.ts", "../errors.ts"],
  ["ports-import-no-package", "shared/ports/package.ts", "@aws-sdk/client-ecs"],
  ["logs-use-ports", "shared/logs/reader.ts", "../aws/thing.ts"],
  ["adapters-know-one-service", "shared/aws/logic.ts", "../logs/thing.ts"],
  ["closing-uses-ports", "shared/closing/end.ts", "../aws/thing.ts"],
  ["history-is-counting", "shared/history/reads.ts", "../aws/thing.ts"],
  ["history-imports-no-package", "shared/history/package.ts", "zod/mini"],
  ["notify-is-text", "shared/notify/sends.ts", "../aws/thing.ts"],
  ["notify-imports-no-package", "shared/notify/package.ts", "zod/mini"],
  ["gate-uses-ports", "shared/gate/reads.ts", "../aws/thing.ts"],
  ["reports-are-text", "shared/reports/reads.ts", "../ports/clock.ts"],
  ["reports-import-no-package", "shared/reports/writes.ts", "node:fs"],
  ["page-is-text", "shared/page/reads.ts", "../ports/clock.ts"],
  ["page-imports-no-package", "shared/page/package.ts", "zod/mini"],
  ["links-use-ports", "shared/links/adapter.ts", "../aws/thing.ts"],
  ["gitlab-is-not-aws", "shared/gitlab/adapter.ts", "../aws/thing.ts"],
  ["aws-is-not-gitlab", "shared/aws/adapter.ts", "../gitlab/thing.ts"],
  ["logic-without-adapters", "functions/conclude/conclude.ts", "../../shared/aws/thing.ts"],
  ["logic-without-adapters", "functions/conclude/client.ts", "@aws-sdk/client-ecs"],
  ["logic-without-adapters", "functions/beside-entry.ts", "../shared/gitlab/thing.ts"],
  ["wiring-is-for-handlers", "functions/conclude/wired.ts", "../wiring/thing.ts"],
  ["functions-stand-apart", "functions/conclude/other.ts", "../await-signal/thing.ts"],
  ["functions-stand-apart", "functions/wiring/other.ts", "../await-signal/thing.ts"],
  ["functions-know-shared", "functions/conclude/handler.ts", "../../statemachine/thing.ts"],
  ["infra-by-path-only", "infra/function.ts", "../functions/thing.ts"],
  ["statemachine-stands-alone", "statemachine/judges.ts", "../shared/domain/thing.ts"],
  ["local-is-for-people-and-tests", "shared/simulation.ts", "../local/thing.ts"],
  ["local-knows-no-cli", "local/command.ts", "../cli/thing.ts"],
  ["no-cycle", "shared/domain/egg.ts", "./hen.ts"],
  ["no-unresolved", "cli/lost.ts", "some-package-that-nobody-has"],
] as const;

/** The other half of the cycle. */
const hen = ["shared/domain/hen.ts", "./egg.ts"] as const;

const allowed = [
  ["shared/checks/some-kind/allowed.ts", "../../domain/thing.ts"],
  ["functions/await-signal/handler.ts", "../wiring/allowed.ts"],
  ["functions/wiring/allowed.ts", "../../shared/aws/thing.ts"],
] as const;

let answer: { readonly code: number | null; readonly text: string };

beforeAll(() => {
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(project, name), join(root, name));
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
  const files = new Map<string, string>([
    ...planted.map(([, file, imported]) => [file, imported] as const),
    ...allowed,
    hen,
  ]);
  for (const [file, imported] of files) if (imported.startsWith(".")) plant(join(dirname(file), imported), "");
  // A type alone is refused like everything else.
  for (const [file, imported] of files) plant(file, `export type * from ${JSON.stringify(imported)};\n`);
  const cruiser = join(project, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [cruiser, ...folders, "--config", ".dependency-cruiser.cjs"];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  answer = { code: run.status, text: run.stdout + run.stderr };
});
afterAll(() => rmSync(root, { recursive: true }));

function plant(file: string, text: string): void {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text || "export const value = 1;\n");
}

describe("the import rules", () => {
  it("are all planted here", () => {
    expect([...new Set(planted.map(([name]) => name))].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it.each(planted)("%s refuses %s importing %s", (rule, file) => {
    expect(answer.text).toContain(`${rule}: ${file}`);
  });

  it("make the linter fail", () => {
    expect(answer.code).not.toBe(0);
  });

  it.each(allowed)("let %s import %s", (file) => {
    expect(answer.text).not.toContain(`: ${file} `);
  });
});
