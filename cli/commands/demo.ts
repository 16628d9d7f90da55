import type { Command } from "commander";
import type { Act } from "../act.ts";
import { commandName } from "../command-name.ts";

export function addDemo(program: Command, act: Act): void {
  program
    .addHelpText("after", `\nStart with: ${commandName} demo`)
    .command("demo")
    .description("play a healthy rollout, then one whose migration fails, and say why and what to do")
    .addHelpText(
      "after",
      "\nExit code: 0 when both came out as their scenarios say, else 1. Needs no AWS account, no Docker and no network.",
    )
    .action(() => act(async (cli) => (await import("../play/demo.ts")).demo(cli)));
}
