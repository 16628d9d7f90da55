import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import type { Played } from "../play/play.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";
import { keepRun } from "./kept-runs.ts";

/** Keeps a run's evidence for the command `evidence`. A folder that cannot be written costs that convenience, not the run. Returns whether it is kept. */
export function keepEvidence(cli: Cli, scenario: string, { items }: Played): boolean {
  try {
    keepRun(cli.folder, { scenario, playedAt: cli.clock.now(), items });
    return true;
  } catch (error) {
    if (!(error instanceof UsageError) && !isRefusedWrite(error)) throw error;
    print(cli.stderr, [line(`The evidence of this run is not kept: ${error.message}`)]);
    return false;
  }
}

function isRefusedWrite(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"].includes(String(error.code))
  );
}
