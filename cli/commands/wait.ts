import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { WaitOptions } from "../wait/wait-command.ts";
import { ecsName, periodOption, pointInTime, releaseId } from "./option-values.ts";
import { withTable } from "./table-options.ts";

export function addWait(program: Command, act: Act): void {
  const command = program
    .command("wait")
    .description("wait for the verdict on one release of one service, in one Region or several at once")
    .requiredOption("--release <id>", "release id, e.g. v2.3.1", releaseId)
    .requiredOption("--service <name>", "the ECS service's name", ecsName)
    .option("--cluster <name>", "needed only when several clusters have a service of that name", ecsName)
    .option("--region <region>", "AWS Region; AWS_REGION unless told")
    .option("--regions <regions>", "several, e.g. ap-southeast-2,eu-west-1")
    .option("--since <time>", "count only rollouts that started since then, e.g. $CI_PIPELINE_CREATED_AT", pointInTime)
    .addOption(periodOption("--appear-within <period>", "how soon a validation must be seen; part of --timeout", "5m"))
    .addOption(
      periodOption(
        "--timeout <period>",
        "how long to wait at most for the verdict; the validation goes on without it; a CI job's own limit must be longer",
        "45m",
      ),
    )
    .option("--junit <file>", "write one test case for each check")
    .option("--json <file>", "write verdict and evidence")
    .option("--dotenv <file>", "write ROLLOUT_VERDICT and other variables for later jobs")
    .option("--markdown <file>", "write a summary");
  withTable(command)
    .addHelpText(
      "after",
      "\nThe files are written whatever happens, also after Ctrl-C. Exit code: 0 only when the release passed in every Region;\n1 when it failed in one; 75 when there is no verdict (not seen, not in time, no answer, inconclusive, superseded); 77 no permission;\n2 when there is no such table, or several clusters have the service.\n\nExample:\n  rollout-validator wait --release v2.3.1 --service bf-manage-core --regions ap-southeast-2,eu-west-1 --junit verdict.xml --dotenv verdict.env",
    )
    .action((options: WaitOptions) =>
      act(async (cli) => {
        const [{ wait }, { awsClock }, { awsRegions }, { sleepSeconds }] = await Promise.all([
          import("../wait/wait-command.ts"),
          import("../../shared/aws/aws-clock.ts"),
          import("../regions/region-tables.ts"),
          import("../wait/sleep.ts"),
        ]);
        const clock = awsClock(cli.clock);
        return wait(cli, { clock, open: awsRegions(cli, { ...options, clock }), sleep: sleepSeconds }, options);
      }),
    );
}
