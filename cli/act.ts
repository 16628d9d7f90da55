import type { Cli } from "./cli.ts";
import type { ExitCode } from "./exit-code.ts";

/** Does a command's work and notes how it ended. */
export type Act = (work: (cli: Cli) => ExitCode | Promise<ExitCode>) => Promise<void>;
