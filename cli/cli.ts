import type { Clock } from "../shared/ports/clock.ts";

/** A stream that may be a terminal. */
export interface Screen extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** What a command has around it. */
export interface Cli {
  /** Results; nothing else. */
  readonly stdout: Screen;
  /** Errors and remarks. */
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder. */
  readonly folder: string;
  readonly clock: Pick<Clock, "now">;
  /** Runs the action at Ctrl-C or when asked to terminate; returns what takes it back. */
  onInterrupt(action: () => void): () => void;
}

/** A screen that can be redrawn. CI systems offer a terminal to some jobs and keep its log all the same. */
export function isLive({ stdout, env }: Pick<Cli, "stdout" | "env">): boolean {
  return stdout.isTTY === true && env["TERM"] !== "dumb" && !env["CI"];
}
