import { addApplied } from "./commands/applied.ts";
import { addDecide } from "./commands/decide.ts";
import { addEvidence } from "./commands/evidence.ts";
import { addGate } from "./commands/gate.ts";
import { addHistory } from "./commands/history.ts";
import { addLint } from "./commands/lint.ts";
import { addPreflight } from "./commands/preflight.ts";
import { addRedrive } from "./commands/redrive.ts";
import { addRegister } from "./commands/register.ts";
import { addWait } from "./commands/wait.ts";
import type { AddCommand } from "./program.ts";

/** What pipelines and operators ask of AWS, in the order of the help; packed without the embedded AWS. */
export const pipelineCommands: readonly AddCommand[] = [
  addLint,
  addPreflight,
  addRegister,
  addApplied,
  addWait,
  addGate,
  addDecide,
  addEvidence,
  addHistory,
  addRedrive,
];
