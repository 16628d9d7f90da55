import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { SimulateOptions } from "../play/simulate.ts";
import { positiveNumber } from "./option-values.ts";

export function addSimulate(program: Command, act: Act): void {
  program
    .command("simulate")
    .description("play a scenario through the shipped workflow and functions, on this machine alone")
    .argument("[scenario]", "file, or name in examples/scenarios; without it, they are listed")
    .option(
      "--speed <times>",
      "play so many times faster than real time; as fast as possible unless told",
      positiveNumber,
    )
    .option("--json", "print one JSON document and nothing else")
    .option("--check", "exit 0 when every expectation of the scenario is met, else 1, whatever the verdict")
    .option("--logs", "without a terminal: print the log lines too")
    .addHelpText(
      "after",
      "\nExamples:\n  rollout-validator simulate healthy\n  rollout-validator simulate migration-failed --speed 10\n  rollout-validator simulate ./mine.yaml --check",
    )
    .action((scenario: string | undefined, options: SimulateOptions) =>
      act(async (cli) => (await import("../play/simulate.ts")).simulate(cli, scenario, options)),
    );
}
