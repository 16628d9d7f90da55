import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { LocalOptions } from "../play/local.ts";
import { port, positiveNumber } from "./option-values.ts";

export function addLocal(program: Command, act: Act): void {
  program
    .command("local")
    .description("play a scenario in real time on loopback, for any AWS client and curl to look into")
    .argument("<scenario>", "file, or name in examples/scenarios")
    .option("--speed <times>", "play so many times faster than real time", positiveNumber, 1)
    .option("--port <port>", "port on 127.0.0.1; 0 takes a free one", port, 0)
    .option("--region <region>", "deploy there instead of the scenario's Region")
    .option("--release <id>", "deploy this release instead of the scenario's")
    .option(
      "--regions <regions>",
      "serve several Regions on one port, each deployed to when asked by POST /regions/<region>/deploy",
    )
    .option("--verbose", "print the log lines too where no terminal is redrawn: several for each task and second")
    .option("--exit", "end with the scenario instead of serving until Ctrl-C")
    .addHelpText(
      "after",
      "\nThe exit code follows the verdict, also after Ctrl-C; 130 when it comes before the scenario has ended.\n\nExample:\n  rollout-validator local migration-failed --speed 5 --port 4566",
    )
    .action((scenario: string, options: LocalOptions & { readonly regions?: string }) =>
      act(async (cli) =>
        options.regions === undefined
          ? (await import("../play/local.ts")).local(cli, scenario, options)
          : (await import("../play/local-regions.ts")).localRegions(cli, scenario, {
              ...options,
              regions: options.regions,
            }),
      ),
    );
}
