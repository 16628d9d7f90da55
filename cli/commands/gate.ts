import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { GateOptions } from "../gate/gate-options.ts";
import { awsRegion, ecsName, environmentName, period, periodOption, releaseId } from "./option-values.ts";
import { withTable } from "./table-options.ts";

const examples = `
A gate is open (0) when everything that is required has passed; closed (1) when something bad is known of it: failed, rolled back or
replaced, failing since its verdict, stopped by a person, another image or commit; 2 when there is no such table, or several clusters have the service; closed (75) when nobody can tell: missing, inconclusive, expired, commit or image not known, no answer, or still waiting: for a verdict, the soak, an approval, the promotion window.

Examples:
  rollout-validator gate --release v2.3.1 --service bf-manage-core --after ap-southeast-2 --soak 30m
  rollout-validator gate --release v2.3.1 --service bf-manage-core --to eu-west-1 --profile profile.yaml
  rollout-validator gate --requires bf-auth@v1.9.0,bf-manage-core@v2.3.1 --regions ap-southeast-2,eu-west-1
  rollout-validator gate --release v2.3.1 --service bf-manage-core --passed-in staging --region ap-southeast-2`;

export function addGate(program: Command, act: Act): void {
  const command = program
    .command("gate")
    .description("say whether a release may go to the next Region, or whether what it needs is there")
    .option("--release <id>", "the release that wants to go on", releaseId)
    .option("--service <name>", "its service", ecsName)
    .option(
      "--cluster <name>",
      "its cluster; needed when several have a service of that name, and with --to and no --profile, as the published profile is found by cluster and service",
      ecsName,
    )
    .option(
      "--after <regions>",
      "it must run there, and have passed and soaked; beside the Regions that the profile's order puts before",
    )
    .option(
      "--to <region>",
      "where it wants to go: all Regions before it in the profile's promotion.regions are required; needs --profile, or --cluster for the published one",
      awsRegion,
    )
    .option(
      "--profile <file>",
      "file of the profile; else the one published in the Region of --to for --cluster and --service",
    )
    .option("--requires <list>", "service@release, ...: these must run and have passed")
    .option("--region <region>", "for --requires and --passed-in; AWS_REGION unless told")
    .option("--regions <regions>", "for --requires: in all of them")
    .option(
      "--passed-in <environment>",
      "the release, or its commit, must have passed there, e.g. staging",
      environmentName,
    )
    .option("--passed-in-region <region>", "Region of that evidence; the target's unless told", awsRegion)
    .option("--passed-in-table <name>", "table of that evidence, name or ARN, e.g. of another account")
    .option(
      "--commit <sha>",
      "only evidence that knows this commit counts; for --passed-in else CI_COMMIT_SHA in the pipeline of the release's tag, where evidence that knows none is remarked",
    )
    .option("--digest <sha256>", "only evidence of this very image counts, where its tasks run no other")
    .option("--soak <period>", "how long after the verdict; a profile's counts when it is longer", period)
    .option(
      "--evidence-age <period>",
      "older verdicts do not count; a profile's counts when it is shorter (7d)",
      period,
    )
    .option("--hotfix", "skip the soak and the promotion window, and nothing else; noted in the evidence")
    .option("--reason <text>", "why the hotfix lane is taken")
    .addOption(periodOption("--appear-within <period>", "how soon a validation must be seen; part of --timeout", "5m"))
    .addOption(
      periodOption(
        "--timeout <period>",
        "how long to wait at most for everything that is required: verdict, soak, approval, window; a CI job's own limit must be longer",
        "45m",
      ),
    )
    .option("--no-wait", "answer at once")
    .option("--json <file>", "write the answer")
    .option("--dotenv <file>", "write GATE_STATE and other variables for later jobs");
  withTable(command)
    .addHelpText("after", examples)
    .action((options: GateOptions) =>
      act(async (cli) => {
        const [{ gateCommand }, { awsClock }, { awsRegions }, { callerIdentity }, { profileRules }, { sleepSeconds }] =
          await Promise.all([
            import("../gate/gate-command.ts"),
            import("../../shared/aws/aws-clock.ts"),
            import("../regions/region-tables.ts"),
            import("../decide/caller-identity.ts"),
            import("../gate/profile-rules.ts"),
            import("../wait/sleep.ts"),
          ]);
        const clock = awsClock(cli.clock);
        const ports = {
          clock,
          open: awsRegions(cli, { ...options, clock }),
          openPassedIn: awsRegions(cli, { ...options, clock, table: options.passedInTable ?? options.table }),
          identify: callerIdentity(cli),
          rules: () => profileRules(cli, options),
          sleep: sleepSeconds,
        };
        return gateCommand(cli, ports, options);
      }),
    );
}
