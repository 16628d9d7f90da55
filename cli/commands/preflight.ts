import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { PreflightOptions } from "../preflight/preflight.ts";

export function addPreflight(program: Command, act: Act): void {
  program
    .command("preflight")
    .description(
      "say whether a service can be validated and is safe to deploy: breaker, health checks, logs, image, profile, alarms",
    )
    .argument("<service>", "<cluster>/<service>, or the service's ARN")
    .option("--region <region>", "AWS Region of the service")
    .option("--profile <file>", "judge this profile, YAML or JSON, instead of the published one")
    .option("--profile-prefix <path>", "SSM path before /profiles/<cluster>/<service>", "/ecs-rollout-validator")
    .option(
      "--table <name>",
      "evidence table with registered releases; else ROLLOUT_VALIDATOR_TABLE or EVIDENCE_TABLE; else none is asked",
    )
    .option("--json", "print one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nIt reads and changes nothing. Exit code: 0 when no item is NG (WARN is 0), 1 when one is, 2 when there is no such service,\n77 when something could not be read for want of a permission, 75 when it could not be read otherwise.\n\nExample:\n  rollout-validator preflight production/bf-manage-core --region ap-southeast-2",
    )
    .action((service: string, options: PreflightOptions) =>
      act(async (cli) => {
        const { parseTarget } = await import("../preflight/target.ts");
        const { awsPreflight, awsSettings } = await import("../preflight/aws-preflight.ts");
        const { chosenTable } = await import("../evidence/chosen-table.ts");
        const target = parseTarget(service);
        const region = options.region ?? target.region;
        const places = { profilePrefix: options.profilePrefix, table: chosenTable(cli, options), region };
        const ports = awsPreflight(awsSettings(region), places);
        return (await import("../preflight/preflight.ts")).preflight(cli, ports, { target, options });
      }),
    );
}
