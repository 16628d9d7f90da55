import type { Command } from "commander";
import { defaultPrefix } from "../../shared/schema/defaults.ts";

/** The options by which every command that asks AWS finds the evidence. */
export function withTable(command: Command): Command {
  return command
    .option(
      "--table <name>",
      "evidence table, name or ARN; else ROLLOUT_VALIDATOR_TABLE or EVIDENCE_TABLE; else what the Region's stack publishes",
    )
    .option("--prefix <path>", `where the stack publishes it; else ROLLOUT_VALIDATOR_PREFIX, else ${defaultPrefix}`);
}
