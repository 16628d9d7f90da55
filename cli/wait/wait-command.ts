import { humanDuration, type Instant } from "../../shared/domain/time.ts";
import { junit } from "../../shared/reports/junit.ts";
import { markdown } from "../../shared/reports/markdown.ts";
import { type PlaceStatus, type Report, type ReportedPlace, worstPlace } from "../../shared/reports/report.ts";
import { reportDotenv } from "../../shared/reports/report-dotenv.ts";
import { reportJson } from "../../shared/reports/report-json.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { Interrupted } from "../failure.ts";
import { chosenRegions, type RegionChoice } from "../regions/region-choice.ts";
import type { OpenRegion, TableOptions } from "../regions/region-tables.ts";
import { jsonText, print } from "../text/print.ts";
import { placeOf } from "./look.ts";
import { type ReportFile, writeReports } from "./report-files.ts";
import { reportLines } from "./report-lines.ts";
import { untilInterrupted } from "./until-interrupted.ts";
import { type WaitPorts, type WaitProgress, waitForVerdicts } from "./wait.ts";
import { waitView } from "./wait-view.ts";

export interface WaitOptions extends RegionChoice, TableOptions {
  readonly release: string;
  readonly service: string;
  readonly cluster?: string;
  readonly since?: Instant;
  readonly appearWithin: number;
  readonly timeout: number;
  readonly junit?: string;
  readonly json?: string;
  readonly dotenv?: string;
  readonly markdown?: string;
}

export interface WaitCommandPorts {
  readonly open: OpenRegion;
  readonly sleep: WaitPorts["sleep"];
  /** AWS's time. */
  readonly clock: WaitPorts["clock"];
}

/** Waits for the verdict of this very release, and reports it: on the screen, in files, by the exit code. */
export async function wait(cli: Cli, ports: WaitCommandPorts, options: WaitOptions): Promise<ExitCode> {
  const { release, service, cluster, since } = options;
  const regions = chosenRegions(cli, options);
  const write = (places: readonly ReportedPlace[]): Report => {
    const report = { release, service, at: cli.clock.now(), places };
    writeReports(cli, filesOf(report, options));
    return report;
  };
  // Whatever happens to this process from here on, the files do not say that all is well.
  write(regions.map((region) => ({ region, status: "running", reason: "still waiting for a verdict" })));
  const title = `Waiting for the verdict on ${release} of ${service} in ${regions.join(", ")}, at most ${humanDuration(options.timeout)}`;
  const view = waitView(cli, title);
  const progress: WaitProgress = { looks: [] };
  try {
    const watched = regions.map((region) => ({ release, service, cluster, region, since }));
    const wanted = { watched, appearSeconds: options.appearWithin, timeoutSeconds: options.timeout };
    const waiting = waitForVerdicts({ ...ports, now: cli.clock.now, show: view.show }, wanted, progress);
    const report = write(await untilInterrupted(cli, waiting));
    view.close();
    print(cli.stdout, reportLines(report, cli.stdout.columns ?? Number.POSITIVE_INFINITY));
    return exitCodeOfReport(report);
  } catch (error) {
    if (error instanceof Interrupted) write(placesSoFar(regions, progress));
    throw error;
  } finally {
    view.close();
  }
}

function filesOf(report: Report, { junit: xml, json, dotenv, markdown: md }: WaitOptions): readonly ReportFile[] {
  return [
    { option: "--junit", file: xml, text: junit(report) },
    { option: "--json", file: json, text: jsonText(reportJson(report)) },
    { option: "--dotenv", file: dotenv, text: reportDotenv(report) },
    { option: "--markdown", file: md, text: markdown(report) },
  ];
}

function placesSoFar(regions: readonly string[], { looks }: WaitProgress): readonly ReportedPlace[] {
  const otherwise = { status: "interrupted", reason: "interrupted before there was a verdict" } as const;
  return regions.map((region) => placeOf(looks.find((look) => look.region === region) ?? { region }, otherwise));
}

const codes: Readonly<Partial<Record<PlaceStatus, ExitCode>>> = {
  passed: exitCode.passed,
  failed: exitCode.failed,
  "asked wrongly": exitCode.wrongUse,
  "not allowed": exitCode.denied,
};

/** The worst Region decides; only a pass everywhere is 0. */
function exitCodeOfReport(report: Report): ExitCode {
  const worst = worstPlace(report);
  return (worst && codes[worst.status]) ?? exitCode.inconclusive;
}
