import type { Command } from "commander";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import type { Dossier } from "../../shared/domain/evidence.ts";
import type { Act } from "../act.ts";
import type { Cli } from "../cli.ts";
import { commandName } from "../command-name.ts";
import { awsTable, chosenTable, type TableChoice } from "../evidence/aws-table.ts";
import { dossierOfRun } from "../evidence/dossier-of-run.ts";
import { keptRuns, releasesOf } from "../evidence/kept-runs.ts";
import { rolloutTree } from "../evidence/rollout-tree.ts";
import { verdictOfRelease } from "../evidence/verdict-of-release.ts";
import { type ExitCode, exitCodeOf } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { nearText } from "../nearest.ts";
import { line, styled } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";

interface EvidenceOptions extends TableChoice {
  readonly json?: true;
  readonly scenario?: string;
}

interface Found {
  readonly dossier: Dossier;
  /** Where it comes from, for the reader. */
  readonly source: string;
}

export function addEvidence(program: Command, act: Act): void {
  program
    .command("evidence")
    .description("show everything that is kept of a release: verdict, checks, deciding lines, tasks, statuses")
    .argument("<release-id>", "e.g. v2.3.1")
    .option(
      "--table <name>",
      "evidence table; else ROLLOUT_VALIDATOR_TABLE or EVIDENCE_TABLE; else the local runs of this folder",
    )
    .option("--region <region>", "AWS Region of the table")
    .option("--scenario <name>", "of the local runs, the one of this scenario; the newest unless told")
    .option("--json", "print the dossier as one JSON document and nothing else")
    .addHelpText(
      "after",
      "\nThe exit code follows the newest verdict of the release in each service and Region, the worst first.\n\nExamples:\n  rollout-validator evidence v2.3.1\n  rollout-validator evidence v2.3.1 --table rollout-evidence --region ap-southeast-2 --json",
    )
    .action((releaseId: string, options: EvidenceOptions) => act((cli) => showEvidence(cli, releaseId, options)));
}

async function showEvidence(cli: Cli, releaseId: string, options: EvidenceOptions): Promise<ExitCode> {
  const table = chosenTable(cli, options);
  const { dossier, source } = await (table === undefined
    ? localDossier(cli, releaseId, options)
    : awsDossier(table, releaseId, options));
  if (options.json) printJson(cli.stdout, dossier);
  else {
    const columns = cli.stdout.columns ?? Number.POSITIVE_INFINITY;
    const trees = dossier.rollouts.flatMap((rollout) => [...rolloutTree(rollout, columns), line()]);
    print(cli.stdout, [...trees, line(styled("dim", source))]);
  }
  return exitCodeOf(verdictOfRelease(dossier));
}

async function awsDossier(table: string, releaseId: string, { region }: EvidenceOptions): Promise<Found> {
  const dossier = await evidenceStore(awsTable(table, region)).dossier(releaseId);
  if (dossier === undefined)
    throw new UsageError(`There is no evidence of release ${releaseId} in the table ${table}.`);
  return { dossier, source: `From the table ${table}.` };
}

async function localDossier({ folder }: Cli, releaseId: string, { scenario }: EvidenceOptions): Promise<Found> {
  const runs = keptRuns(folder);
  if (runs.length === 0) {
    throw new UsageError(
      `No --table is named and no scenario was played in this folder yet. Play one: ${commandName} demo`,
    );
  }
  const fitting = runs.filter((run) => scenario === undefined || run.scenario === scenario);
  if (fitting.length === 0)
    throw new UsageError(
      `Of scenario ${scenario} no run is kept; there are ${runs.map((run) => run.scenario).join(", ")}.`,
    );
  const run = fitting.find((each) => releasesOf(each).includes(releaseId));
  const dossier = run && (await dossierOfRun(run, releaseId));
  if (dossier === undefined) {
    const known = [...new Set(fitting.flatMap(releasesOf))];
    throw new UsageError(
      `There is no evidence of release ${releaseId} in the local runs.${nearText(releaseId, known)} Known: ${known.join(", ")}. For AWS name the --table.`,
    );
  }
  return {
    dossier,
    source: `From the local run of scenario ${run?.scenario}, played ${run?.playedAt} (.rollout-validator/evidence.json).`,
  };
}
