import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import type { Dossier } from "../../shared/domain/evidence.ts";
import { lonelyApplyLines } from "../applied/apply-lines.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCodeOf } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { nearText } from "../nearest.ts";
import type { RegionChoice } from "../regions/region-choice.ts";
import { awsRegions, type TableOptions } from "../regions/region-tables.ts";
import { exitCodeOfUnanswered, type UnansweredRegion, unansweredTexts } from "../regions/unanswered-region.ts";
import { line, styled } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { awsTable } from "./aws-table.ts";
import { chosenTable } from "./chosen-table.ts";
import { writeHtmlFile } from "./html-file.ts";
import { keptRuns, releasesOf } from "./kept-runs.ts";
import { regionsDossier } from "./regions-dossier.ts";
import { rolloutTree } from "./rollout-tree.ts";
import { verdictOfRelease } from "./verdict-of-release.ts";

export interface EvidenceOptions extends TableOptions, RegionChoice {
  readonly json?: true;
  /** File for the page. */
  readonly html?: string;
  readonly scenario?: string;
}

interface Found {
  readonly dossier: Dossier;
  /** Where it comes from, for the reader. */
  readonly source: string;
  /** Regions that could not be read. */
  readonly unanswered?: readonly UnansweredRegion[];
}

/** Shows all that is kept of a release, from AWS or from the local runs of this folder. */
export async function evidenceCommand(cli: Cli, releaseId: string, options: EvidenceOptions): Promise<ExitCode> {
  // Whoever names a scenario means a local run, whatever the environment says.
  const table = options.scenario === undefined ? chosenTable(cli, options) : undefined;
  const isOfRegions = options.regions !== undefined || (table === undefined && options.region !== undefined);
  const {
    dossier,
    source,
    unanswered = [],
  }: Found = options.scenario === undefined && isOfRegions
    ? await regionsDossier(cli, awsRegions(cli, options), { ...options, releaseId })
    : await (table === undefined ? localDossier(cli, releaseId, options) : awsDossier(table, releaseId, options));
  print(
    cli.stderr,
    unansweredTexts(unanswered).map((text) => line(text)),
  );
  if (options.html !== undefined) {
    writeHtmlFile(cli, options.html, { ...dossier, unanswered, readAt: cli.clock.now() });
  }
  if (options.json) printJson(cli.stdout, unanswered.length > 0 ? { ...dossier, unanswered } : dossier);
  else if (options.html === undefined) {
    const columns = cli.stdout.columns ?? Number.POSITIVE_INFINITY;
    const trees = dossier.rollouts.flatMap((rollout) => [...rolloutTree(rollout, columns), line()]);
    const lonely = lonelyApplyLines(releaseId, dossier.notRolledOut ?? []);
    print(cli.stdout, [...trees, ...lonely, line(styled("dim", source))]);
  }
  return exitCodeFor(dossier, unanswered);
}

/** A failure that was seen stands; a pass is none while a Region is silent. */
function exitCodeFor(dossier: Dossier, unanswered: readonly UnansweredRegion[]): ExitCode {
  const verdict = dossier.rollouts.length === 0 ? undefined : verdictOfRelease(dossier);
  if (unanswered.length === 0 || verdict === "failed") return exitCodeOf(verdict);
  return exitCodeOfUnanswered(unanswered);
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
    throw new UsageError("No local run is kept in this folder. For evidence in AWS name the --table or --region.");
  }
  const fitting = runs.filter((run) => scenario === undefined || run.scenario === scenario);
  if (fitting.length === 0)
    throw new UsageError(
      `Of scenario ${scenario} no run is kept; there are ${runs.map((run) => run.scenario).join(", ")}.`,
    );
  const run = fitting.find((each) => releasesOf(each).includes(releaseId));
  const dossier = run && (await (await import("./dossier-of-run.ts")).dossierOfRun(run, releaseId));
  if (dossier === undefined) {
    const known = [...new Set(fitting.flatMap(releasesOf))];
    throw new UsageError(
      `There is no evidence of release ${releaseId} in the local runs.${nearText(releaseId, known)} Known: ${known.join(", ")}. For AWS name the --table or --region.`,
    );
  }
  return {
    dossier,
    source: `From the local run of scenario ${run?.scenario}, played ${run?.playedAt} (.rollout-validator/evidence.json).`,
  };
}
