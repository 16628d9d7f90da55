import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
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
  /** The exit codes of the jobs that failed. */
  readonly codes: Readonly<Record<string, number>>;
  /** A file that a job kept. */
  artifact(job: string, file: string): string;
  readonly output: string;
}

/** An example pipeline as a project of its own, with further files or text behind these; the components are those of this repository at the same commit. */
export function aProject(example: string, own: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "pipeline-"));
  const text = readFileSync(join(root, "examples/gitlab", example), "utf8");
  const local = text
    .replaceAll("platform/ecs-rollout-validator/", "$CI_PROJECT_PATH/")
    .replaceAll("@0.1.0\n", "@$CI_COMMIT_SHA\n");
  writeFileSync(join(folder, ".gitlab-ci.yml"), local);
  for (const [name, content] of Object.entries(own)) appendFileSync(join(folder, name), content);
  return committed(folder, "git@gitlab.example.com:fleet/bf-manage-core.git");
}

/** This repository as its own pipeline sees it. */
export function ownProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "pipeline-"));
  cpSync(join(root, ".gitlab-ci.yml"), join(folder, ".gitlab-ci.yml"));
  return committed(folder, "git@gitlab.example.com:platform/ecs-rollout-validator.git");
}

function committed(folder: string, remote: string): string {
  cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
  const git = (...words: readonly string[]) => execFileSync("git", [...words], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", remote);
  git("add", ".");
  git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=pipeline");
  return folder;
}

/** What gitlab-ci-local reads of the pipeline, e.g. `--list-json` or `--preview`. */
export function readPipeline(folder: string, question: string, variables: readonly string[]): string {
  const words = variables.flatMap((variable) => ["--variable", variable]);
  return execFileSync(process.execPath, [gitlabCiLocal, question, ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    // Its warning about them would stand before the answer.
    env: { ...process.env, GCL_IGNORE_PREDEFINED_VARS: "CI_PIPELINE_SOURCE" },
  });
}

/** Runs the pipeline, or one job of it, by the shell executor, with these CI/CD variables. */
export async function runPipeline(
  folder: string,
  variables: Readonly<Record<string, string>>,
  job?: string,
): Promise<PipelineRun> {
  const words = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const path = [import.meta.dirname, dirname(process.execPath), process.env["PATH"]].join(delimiter);
  // Nothing is installed from anywhere: the packed command line has no dependencies.
  const env = { ...process.env, PATH: path, npm_config_offline: "true", npm_config_update_notifier: "false" };
  const output = await new Promise<string>((resolve) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    execFile(
      process.execPath,
      [gitlabCiLocal, "--force-shell-executor", "--color=false", ...words, ...(job ? [job] : [])],
      options,
      (_, out, err) => resolve(out + err),
    );
  });
  const ended = [...output.matchAll(/^ (PASS|WARN|FAIL) {2}([a-z-]+) *$/gm)];
  const failed = [...output.matchAll(/^([a-z-]+) +finished in .+ (?:FAIL|WARN) (\d+) *$/gm)];
  return {
    codes: Object.fromEntries(failed.map(([, job = "", code]) => [job, Number(code)])),
    jobs: Object.fromEntries(ended.map(([, end = "", job = ""]) => [job, end])),
    artifact: (job, file) => readFileSync(join(folder, ".gitlab-ci-local/artifacts", job, file), "utf8"),
    output,
  };
}
