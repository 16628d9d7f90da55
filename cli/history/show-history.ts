import { addSeconds } from "../../shared/domain/time.ts";
import { type History, historyOf, readSince } from "../../shared/history/history.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { chosenRegions, type RegionChoice } from "../regions/region-choice.ts";
import type { TableOptions } from "../regions/region-tables.ts";
import { exitCodeOfUnanswered, unansweredTexts } from "../regions/unanswered-region.ts";
import { line } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { historyLines } from "./history-lines.ts";
import { historyPage } from "./history-page.ts";
import { mostRollouts, type OpenHistory, type Read, readRecords } from "./read-records.ts";
import { writePage } from "./write-page.ts";

export interface HistoryOptions extends TableOptions, RegionChoice {
  readonly service: string;
  readonly cluster?: string;
  /** Seconds back; 60 days unless told. */
  readonly since?: number;
  readonly json?: true;
  /** File for the page. */
  readonly html?: string;
}

const sixtyDays = 60 * 86_400;

/** Shows what became of a service's deployments. What a Region did not tell is said, and is no number. */
export async function showHistory(cli: Cli, open: OpenHistory, options: HistoryOptions): Promise<ExitCode> {
  const { service, cluster, json, html } = options;
  const regions = chosenRegions(cli, options);
  const until = cli.clock.now();
  const since = addSeconds(until, -(options.since ?? sixtyDays));
  const read = await readRecords(open, { service, cluster, regions, since: readSince(since), decidedSince: since });
  const title = titleOf(service, regions, read);
  remark(cli, read);
  if (!read.isKnown) return withoutFigures(cli, read, { service, regions, json });
  const history = historyOf(read.records, { since, until });
  if (html !== undefined) writePage(cli, html, historyPage(history, title));
  if (json) printJson(cli.stdout, document(history, { service, regions, read }));
  else if (html === undefined) print(cli.stdout, historyLines(history, title, cli.stdout.columns ?? 80));
  return exitCodeOf(read);
}

/** `shop in ap-southeast-2, eu-west-1 (incomplete: eu-west-1 missing)` */
function titleOf(service: string, regions: readonly string[], { unanswered }: Read): string {
  const missing = unanswered.map(({ region }) => region).join(", ");
  return `${service} in ${regions.join(", ")}${missing === "" ? "" : ` (incomplete: ${missing} missing)`}`;
}

interface Asked {
  readonly service: string;
  readonly json: true | undefined;
  readonly regions: readonly string[];
}

/** Zeros would pass for a service that is never deployed: no numbers, and no page. */
function withoutFigures(cli: Cli, read: Read, { service, regions, json }: Asked): ExitCode {
  const { unanswered } = read;
  print(cli.stderr, [line(`Nothing is known of ${service}: no Region that knows it answered. There are no numbers.`)]);
  if (json) printJson(cli.stdout, { version: "1", service, regions, unanswered });
  return exitCodeOf(read);
}

function document(
  history: History,
  { service, regions, read }: { service: string; regions: readonly string[]; read: Read },
) {
  const { unanswered, cut } = read;
  return {
    version: "1",
    service,
    regions,
    ...history,
    ...(unanswered.length > 0 && { unanswered }),
    ...(cut.length > 0 && { cut }),
  };
}

function remark({ stderr }: Cli, { unanswered, cut }: Read): void {
  print(stderr, [
    ...unansweredTexts(unanswered).map((text) => line(text)),
    ...cut.map((region) => line(`${region} has more than ${mostRollouts} rollouts; the oldest are not counted.`)),
  ]);
}

function exitCodeOf({ unanswered }: Read): ExitCode {
  return unanswered.length === 0 ? exitCode.passed : exitCodeOfUnanswered(unanswered);
}
