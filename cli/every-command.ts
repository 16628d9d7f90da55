import { addDemo } from "./commands/demo.ts";
import { addLocal } from "./commands/local.ts";
import { addSimulate } from "./commands/simulate.ts";
import { pipelineCommands } from "./pipeline-commands.ts";
import type { AddCommand } from "./program.ts";

/** The whole command line of a checkout, in the order of the help. */
export const everyCommand: readonly AddCommand[] = [addDemo, addSimulate, addLocal, ...pipelineCommands];
