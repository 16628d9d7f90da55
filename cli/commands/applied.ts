import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { AppliedOptions } from "../applied/applied.ts";
import { awsRegion, ecsName, releaseId } from "./option-values.ts";
import { withTable } from "./table-options.ts";

export function addApplied(program: Command, act: Act): void {
  const command = program
    .command("applied")
    .description("keep how a deploy job's Terraform apply ended, beside the evidence; for the job's after_script")
    .requiredOption("--release <id>", "release id, e.g. v2.3.1", releaseId)
    .requiredOption("--service <name>", "the ECS service's name", ecsName)
    .requiredOption(
      "--outcome <status>",
      "success, failed, canceled or timedout: CI_JOB_STATUS of the job's after_script",
    )
    .option("--job-url <address>", "the job's https address; the same job and outcome are kept once")
    .option("--report <file>", "GitLab's Terraform report, whose counts of resources are kept")
    .option("--cluster <name>", "needed only when several clusters have a service of that name", ecsName)
    .option("--region <region>", "AWS Region; AWS_REGION unless told", awsRegion)
    .option("--regions <regions>", "several, e.g. ap-southeast-2,eu-west-1");
  withTable(command)
    .addHelpText(
      "after",
      `\nIt ends with 2 when what it is told is wrong, 75 when it could not be kept and 77 when it may not be; GitLab heeds no exit code of after_script, so none of these fails a deploy.\nA report that is not there is remarked and the outcome kept without counts; with one that is malformed nothing is kept.\n\nExample, in the after_script of a GitLab job:\n  rollout-validator applied --release "$CI_COMMIT_TAG" --service bf-manage-core --region ap-southeast-2 \\\n    --outcome "$CI_JOB_STATUS" --job-url "$CI_JOB_URL" --report tfplan.json`,
    )
    .action((options: AppliedOptions) =>
      act(async (cli) => {
        const [{ applied }, { awsClock }, { awsRegions }, { callerIdentity }] = await Promise.all([
          import("../applied/applied.ts"),
          import("../../shared/aws/aws-clock.ts"),
          import("../regions/region-tables.ts"),
          import("../decide/caller-identity.ts"),
        ]);
        const clock = awsClock(cli.clock);
        const open = awsRegions(cli, { ...options, clock });
        return applied(cli, { open, clock, identify: callerIdentity(cli, clock) }, options);
      }),
    );
}
