import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import type { DumpedItem } from "../../local/dynamodb/table-dump.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { UsageError } from "../failure.ts";

const KeptRun = z.object({
  scenario: z.string(),
  /** When it was played, in real time. */
  playedAt: z.string(),
  /** Items of the evidence table as DynamoDB JSON. */
  items: z.array(
    z.record(
      z.string(),
      z.custom<DumpedItem[string]>((value) => typeof value === "object" && value !== null),
    ),
  ),
});
export type KeptRun = z.infer<typeof KeptRun>;
const KeptRuns = z.object({ runs: z.array(KeptRun) });

/** A run has 10 to 100 KB; the oldest make room. */
const mostRuns = 20;

const releasePrefix = "RELEASE#";
/** Of what lies beside a rollout's pointer: its tasks, and the events from ECS. */
const besidePointer = /^(?:TASK|SIGNAL)#/;

/** The file of local runs, in the current folder. */
export function keptRunsFile(folder: string): string {
  return join(folder, ".rollout-validator", "evidence.json");
}

/** Newest first; none when there is no file yet. Throws UsageError when the file is no longer ours. */
export function keptRuns(folder: string): readonly KeptRun[] {
  const file = keptRunsFile(folder);
  const text = textOf(file);
  if (text === undefined) return [];
  try {
    return z.parse(KeptRuns, JSON.parse(text)).runs;
  } catch {
    throw new UsageError(`${file} is no evidence of local runs; delete it and play the scenario again.`);
  }
}

/** Keeps what a run left of its releases; the scenario's last run replaces the one before. */
export function keepRun(
  folder: string,
  { scenario, playedAt, items }: { scenario: string; playedAt: Instant; items: readonly DumpedItem[] },
): void {
  const file = keptRunsFile(folder);
  const run: KeptRun = { scenario, playedAt, items: items.filter(isEvidence) };
  const runs = [run, ...keptRuns(folder).filter((kept) => kept.scenario !== scenario)].slice(0, mostRuns);
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify({ runs })}\n`);
  renameSync(unfinished, file);
}

/** The releases that a run has evidence of. */
export function releasesOf({ items }: KeptRun): readonly string[] {
  const partitions = items.flatMap(({ PK }) => (PK?.S?.startsWith(releasePrefix) ? [PK.S] : []));
  return [...new Set(partitions.map((partition) => partition.slice(releasePrefix.length)))];
}

/** What a dossier is made of: everything of a release, the tasks of its rollouts, and the events that told of them. */
function isEvidence({ PK, SK }: DumpedItem): boolean {
  return PK?.S?.startsWith(releasePrefix) === true || besidePointer.test(SK?.S ?? "");
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
