import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { LintOptions } from "../lint/lint.ts";

export function addLint(program: Command, act: Act): void {
  program
    .command("lint")
    .description("check a service's profile, and say what it will look at")
    .argument("<profile>", "file, YAML or JSON")
    .option("--service <name>", "the service that it is meant for")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nExit code: 0 when the profile can be used, 2 when it has problems.\n\nExample:\n  rollout-validator lint examples/bf-manage-core/profile.yaml",
    )
    .action((profile: string, options: LintOptions) =>
      act(async (cli) => (await import("../lint/lint.ts")).lint(cli, profile, options)),
    );
}
