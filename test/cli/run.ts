import type { Cli } from "../../cli/cli.ts";
import { everyCommand } from "../../cli/every-command.ts";
import type { ExitCode } from "../../cli/exit-code.ts";
import { runCommand } from "../../cli/program.ts";

/** Runs a command line as a checkout does. */
export function run(argv: readonly string[], cli: Cli): Promise<ExitCode> {
  return runCommand(argv, cli, everyCommand);
}
