import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { RegisterOptions } from "../evidence/register.ts";
import { withTable } from "./table-options.ts";

export function addRegister(program: Command, act: Act): void {
  const command = program
    .command("register")
    .description(
      "say which release a task definition carries, before it is deployed; this word comes before all others",
    )
    .requiredOption("--service-arn <arn>", "long ARN of the ECS service")
    .requiredOption("--task-definition <arn>", "ARN of the task definition, with its revision")
    .requiredOption("--release <id>", "release id, e.g. v2.3.1")
    .requiredOption("--commit <sha>", "full commit sha")
    .option("--project <project>", "GitLab project, id or path")
    .option("--pipeline <id>", "GitLab pipeline that deploys it")
    .option("--ref <ref>", "branch or tag")
    .option("--digest <digest>", "digest of the released image, sha256:..., for checks of kind artifact")
    .option("--region <region>", "AWS Region of the table; the service's unless told")
    .addHelpText(
      "after",
      `\nExample, in a GitLab job:\n  rollout-validator register --service-arn "$SERVICE_ARN" --task-definition "$TASK_DEFINITION_ARN" \\\n    --release "$CI_COMMIT_TAG" --commit "$CI_COMMIT_SHA" --project "$CI_PROJECT_ID" --pipeline "$CI_PIPELINE_ID" --ref "$CI_COMMIT_REF_NAME"`,
    );
  withTable(command).action((options: RegisterOptions) =>
    act(async (cli) => (await import("../evidence/register.ts")).register(cli, options)),
  );
}
