import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { PreflightOptions } from "../preflight/preflight.ts";
import { withTable } from "./table-options.ts";

export function addPreflight(program: Command, act: Act): void {
  const command = program
    .command("preflight")
    .description(
      "say whether a service can be validated and is safe to deploy: breaker, health checks, logs, image, profile, alarms",
    )
    .argument("<service>", "<cluster>/<service>, or the service's ARN")
    .option("--region <region>", "AWS Region of the service")
    .option("--profile <file>", "judge this profile, YAML or JSON, instead of the published one")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nIt reads and changes nothing. Exit code: 0 when no item is NG (WARN is 0), 1 when one is, 2 when there is no such service,\n77 when something could not be read for want of a permission, 75 when it could not be read otherwise.\n\nExample:\n  rollout-validator preflight production/bf-manage-core --region ap-southeast-2",
    );
  withTable(command).action((service: string, options: PreflightOptions) =>
    act(async (cli) => {
      const { parseTarget } = await import("../preflight/target.ts");
      const target = parseTarget(service);
      const [{ awsPreflight }, { chosenTable }, { chosenPrefix }, { machinePlatform }, { preflight }] =
        await Promise.all([
          import("../preflight/aws-preflight.ts"),
          import("../evidence/chosen-table.ts"),
          import("../regions/chosen-prefix.ts"),
          import("../../shared/platform.ts"),
          import("../preflight/preflight.ts"),
        ]);
      const region = options.region ?? target.region;
      const places = { prefix: chosenPrefix(cli, options), table: chosenTable(cli, options), region };
      return preflight(cli, awsPreflight(machinePlatform, places), { target, options });
    }),
  );
}
