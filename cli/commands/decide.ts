import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { DecideOptions } from "../decide/decide.ts";
import { ecsName, period, releaseId } from "./option-values.ts";
import { withTable } from "./table-options.ts";

export function addDecide(program: Command, act: Act): void {
  const command = program
    .command("decide")
    .description("keep what a person decided about a release, beside its verdict and never instead of it")
    .requiredOption("--release <id>", "release id, e.g. v2.3.1", releaseId)
    .requiredOption("--service <name>", "the ECS service's name", ecsName)
    .requiredOption("--as <decision>", "proceed, alert or delegate")
    .requiredOption("--reason <text>", "why, for whoever reads it next year")
    .option("--expires <period>", "how long a proceed may open a gate; 4h unless told", period)
    .option("--minutes <n>", "minutes of manual work that the release took you; history adds them up", Number)
    .option("--cluster <name>", "needed only when several clusters have a service of that name", ecsName)
    .option("--region <region>", "AWS Region; AWS_REGION unless told")
    .option("--regions <regions>", "several, e.g. ap-southeast-2,eu-west-1");
  withTable(command)
    .addHelpText(
      "after",
      "\nproceed opens a gate without a pass only where the profile says promotion.overrides: true, until it expires.\nalert and delegate close it until another decision. The later decision counts; all are kept. Who decided comes from the AWS credentials.\n\nExample:\n  rollout-validator decide --release v2.3.1 --service bf-manage-core --as alert --reason 'payments time out, see INC-4711'",
    )
    .action((options: DecideOptions) =>
      act(async (cli) => {
        const [{ decide }, { awsClock }, { awsRegions }, { callerIdentity }] = await Promise.all([
          import("../decide/decide.ts"),
          import("../../shared/aws/aws-clock.ts"),
          import("../regions/region-tables.ts"),
          import("../decide/caller-identity.ts"),
        ]);
        const clock = awsClock(cli.clock);
        const open = awsRegions(cli, { ...options, clock });
        return decide(cli, { open, clock, identify: callerIdentity(cli) }, options);
      }),
    );
}
