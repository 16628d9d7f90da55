import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "../../infra/template.ts";

const gitlabCiLocal = join(
  dirname(createRequire(import.meta.url).resolve("gitlab-ci-local/package.json")),
  "dist/index.js",
);

export interface PipelineRun {
  /** How each job that ran ended, in their order: `PASS`, `WARN` or `FAIL`. */
  readonly jobs: Readonly<Record<string, string>>;
  /** A file that a job kept. */
  artifact(job: string, file: string): string;
  readonly output: string;
}

/** The example pipeline as a project of its own; the components are those of this repository at the same commit. */
export function aProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "pipeline-"));
  const example = readFileSync(join(root, "examples/gitlab/.gitlab-ci.yml"), "utf8");
  const own = example
    .replaceAll("platform/ecs-rollout-validator/", "$CI_PROJECT_PATH/")
    .replaceAll("@0.1.0", "@$CI_COMMIT_SHA");
  writeFileSync(join(folder, ".gitlab-ci.yml"), own);
  cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
  const git = (...words: readonly string[]) => execFileSync("git", [...words], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "git@gitlab.example.com:fleet/bf-manage-core.git");
  git("add", ".");
  git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=pipeline");
  return folder;
}

/** Runs every job of the pipeline by the shell executor, with these CI/CD variables. */
export async function runPipeline(folder: string, variables: Readonly<Record<string, string>>): Promise<PipelineRun> {
  const words = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const path = [import.meta.dirname, dirname(process.execPath), process.env["PATH"]].join(delimiter);
  // Nothing is installed from anywhere: the packed command line has no dependencies.
  const env = { ...process.env, PATH: path, npm_config_offline: "true", npm_config_update_notifier: "false" };
  const output = await new Promise<string>((resolve) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(
      process.execPath,
      [gitlabCiLocal, "--force-shell-executor", "--color=false", ...words],
      options,
      (_, out, err) => resolve(out + err),
    );
  });
  const ended = [...output.matchAll(/^ (PASS|WARN|FAIL) {2}([a-z-]+) *$/gm)];
  return {
    jobs: Object.fromEntries(ended.map(([, end = "", job = ""]) => [job, end])),
    artifact: (job, file) => readFileSync(join(folder, ".gitlab-ci-local/artifacts", job, file), "utf8"),
    output,
  };
}
