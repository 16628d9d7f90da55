import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { RedriveOptions } from "../redrive/redrive.ts";

export function addRedrive(program: Command, act: Act): void {
  program
    .command("redrive")
    .description("send events again that were not handled and lie in the dead-letter queues")
    .requiredOption("--stack <name>", "the validator's stack, e.g. ecs-rollout-validator-production")
    .option("--region <region>", "AWS Region of the stack")
    .option(
      "--queue <name>",
      "only failed-events, undelivered-deployments, undelivered-tasks or undelivered-execution-ends",
    )
    .option("--dry-run", "show what lies there and why, and send nothing")
    .option("--json", "print the result as one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nAn event may be sent as often as you like: a rollout is validated once.\nThe exit code is 75 when messages that are no events stay behind.\n\nExample:\n  rollout-validator redrive --stack ecs-rollout-validator-production --dry-run",
    )
    .action((options: RedriveOptions) =>
      act(async (cli) => {
        const { awsDeadLetters } = await import("../redrive/aws-dead-letters.ts");
        return (await import("../redrive/redrive.ts")).redrive(cli, awsDeadLetters(options.region), options);
      }),
    );
}
