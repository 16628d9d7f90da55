import type { Command } from "commander";
import { defaultPrefix } from "../../shared/schema/defaults.ts";
import type { Act } from "../act.ts";
import type { EvidenceOptions } from "../evidence/show-evidence.ts";

export function addEvidence(program: Command, act: Act): void {
  program
    .command("evidence")
    .description("show everything that is kept of a release: verdict, checks, deciding lines, tasks, statuses")
    .argument("<release-id>", "e.g. v2.3.1")
    .option(
      "--table <name>",
      "evidence table; else ROLLOUT_VALIDATOR_TABLE or EVIDENCE_TABLE; else the local runs of this folder",
    )
    .option("--region <region>", "AWS Region; without a table, the one that the stack there publishes")
    .option("--regions <regions>", "several at once, e.g. ap-southeast-2,eu-west-1")
    .option(
      "--prefix <path>",
      `where the stacks publish their tables; else ROLLOUT_VALIDATOR_PREFIX, else ${defaultPrefix}`,
    )
    .option("--scenario <name>", "of the local runs, the one of this scenario; the newest unless told")
    .option("--json", "print the dossier as one JSON document and nothing else")
    .option("--html <file>", "write the evidence as one HTML page that needs nothing else")
    .addHelpText(
      "after",
      "\nThe exit code follows the newest verdict of the release in each service and Region, the worst first.\n\nExamples:\n  rollout-validator evidence v2.3.1\n  rollout-validator evidence v2.3.1 --table rollout-evidence --region ap-southeast-2 --json\n  rollout-validator evidence v2.3.1 --html evidence.html",
    )
    .action((releaseId: string, options: EvidenceOptions) =>
      act(async (cli) => (await import("../evidence/show-evidence.ts")).evidenceCommand(cli, releaseId, options)),
    );
}
