import { aCli } from "./a-cli.ts";
import { run } from "./run.ts";

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a command line in this process, with this environment and no AWS configuration but what it holds: as `launch` does,
 * without the second that a new process takes. One at a time, as the environment is the process's own.
 */
export async function calledHere(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  { folder } = aCli(),
): Promise<Called> {
  const before = { ...process.env };
  const clean = Object.keys(before).filter((name) => /^(?:AWS_|CI_|EVIDENCE_|GITLAB_|ROLLOUT_)/.test(name));
  for (const name of clean) delete process.env[name];
  Object.assign(process.env, noConfiguration, env);
  try {
    const cli = aCli({ folder, env: { ...process.env } as Readonly<Record<string, string>> });
    const code = await run(words, cli);
    return { code, out: cli.stdout.text(), err: cli.stderr.text() };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const noConfiguration = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
