import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { HistoryOptions } from "../history/show-history.ts";
import { period } from "./option-values.ts";
import { withTable } from "./table-options.ts";

export function addHistory(program: Command, act: Act): void {
  const command = program
    .command("history")
    .description("show how often a service is deployed, how often that fails, and how fast it is judged and restored")
    .requiredOption("--service <name>", "the ECS service's name")
    .option("--cluster <name>", "needed only when several clusters have a service of that name")
    .option("--since <period>", "how far back, at most 90d; 60d unless told", period)
    .option("--region <region>", "AWS Region; AWS_REGION unless told")
    .option("--regions <regions>", "several, e.g. ap-southeast-2,eu-west-1: one deployment in each counts as two")
    .option("--json", "print the numbers as one JSON document and nothing else")
    .option("--html <file>", "write a page");
  withTable(command)
    .addHelpText(
      "after",
      "\nWhat each number means: docs/history.md. Days are those of UTC; 75 when a Region did not answer, 77 without permission.\n\nExamples:\n  rollout-validator history --service bf-manage-core\n  rollout-validator history --service bf-manage-core --since 30d --regions ap-southeast-2,eu-west-1 --html history.html",
    )
    .action((options: HistoryOptions) =>
      act(async (cli) => {
        const [{ showHistory }, { awsRegions }] = await Promise.all([
          import("../history/show-history.ts"),
          import("../regions/region-tables.ts"),
        ]);
        return showHistory(cli, awsRegions(cli, options), options);
      }),
    );
}
