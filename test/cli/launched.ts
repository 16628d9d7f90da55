import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const launcher = fileURLToPath(new URL("../../cli/rollout-validator.js", import.meta.url));

export interface Launched {
  readonly child: ChildProcess;
  /** What it has written so far. */
  out(): string;
  err(): string;
  /** Resolves when its output matches. */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

export interface LaunchOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The Node to start it with; this one unless told. */
  readonly node?: string;
}

/** Starts the command line as a person does, with no AWS configuration but what is given. */
export function launch(
  words: readonly string[],
  { folder, env = {}, node = process.execPath }: LaunchOptions,
): Launched {
  const clean = {
    PATH: process.env["PATH"],
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const child = spawn(node, [launcher, ...words], {
    cwd: folder,
    env: { ...clean, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    child,
    ended,
    out: () => out.join(""),
    err: () => err.join(""),
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = words.exec(out.join(""));
          if (found) resolve(found);
        };
        child.stdout.on("data", look);
        look();
        ended.then(() => reject(new Error(`It ended without saying ${words}: ${out.join("")}${err.join("")}`)), reject);
      }),
  };
}
