import type { Change } from "../../local/scenario/change.ts";
import type { Cli } from "../cli.ts";
import { commandName } from "../command-name.ts";
import { type ExitCode, exitCode, exitCodeOf } from "../exit-code.ts";
import { line, styled } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { outcomeJson } from "../view/outcome-json.ts";
import { expectationLines, lastJudged, verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { lastMoment } from "./last-moment.ts";
import { listScenarios } from "./list-scenarios.ts";
import type { Played, Watcher } from "./play.ts";
import { playKept } from "./play-kept.ts";
import { type FoundScenario, findScenario } from "./scenarios.ts";

export interface SimulateOptions {
  readonly speed?: number;
  readonly json?: true;
  readonly check?: true;
  readonly logs?: true;
}

/** Plays one scenario and shows what came of it; lists the scenarios when none is named. */
export async function simulate(cli: Cli, scenario: string | undefined, options: SimulateOptions): Promise<ExitCode> {
  if (scenario === undefined) return listScenarios(cli);
  const found = findScenario(scenario, cli.folder);
  const played = options.json ? await playForJson(cli, found, options) : await playForPeople(cli, found, options);
  const { outcome } = played;
  if (options.check) return outcome.passed ? exitCode.passed : exitCode.failed;
  return exitCodeOf(lastJudged(outcome)?.dossier?.record.verdict?.status);
}

async function playForPeople(cli: Cli, found: FoundScenario, options: SimulateOptions): Promise<Played> {
  const { speed, logs, check } = options;
  const { title, summary, service } = found.read.scenario;
  print(cli.stdout, [line(styled("bold", title)), ...(summary ? [line(styled("dim", summary))] : [])]);
  // At full speed the end is there at once.
  const endsAt = speed === undefined ? undefined : lastMoment(found.read.scenario);
  const watcher = reporter(cli, { title: service.name, endsAt, ...(logs && { logs }) });
  const played = await playKept(cli, found, { watcher, pace: speed }).finally(watcher.close);
  const columns = cli.stdout.columns ?? 100;
  const { outcome, isKept } = played;
  const release = outcome.deploys.map((deploy) => deploy.dossier?.record.key.releaseId ?? deploy.release).at(-1);
  const isUnmet = !check && outcome.expectations.some(({ passed }) => !passed);
  print(cli.stdout, [
    line(),
    ...verdictLines(outcome, columns),
    line(),
    ...expectationLines(outcome, columns),
    line(),
    ...(isUnmet ? [line(styled("dim", unmetHint))] : []),
    ...(isKept ? [line(styled("dim", `The evidence: ${commandName} evidence ${release}`))] : []),
  ]);
  return played;
}

const unmetHint = "The exit code follows the verdict; with --check it is 1 when an expectation is not met.";

async function playForJson(cli: Cli, found: FoundScenario, { speed }: SimulateOptions): Promise<Played> {
  const changes: Change[] = [];
  const watcher: Watcher = { change: (change) => changes.push(change), tick() {} };
  const played = await playKept(cli, found, { watcher, pace: speed });
  printJson(cli.stdout, outcomeJson({ name: found.name, title: found.read.scenario.title }, played.outcome, changes));
  return played;
}
