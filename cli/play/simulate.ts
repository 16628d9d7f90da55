import type { Change } from "../../local/scenario/change.ts";
import type { Cli } from "../cli.ts";
import { commandName } from "../command-name.ts";
import { type ExitCode, exitCode, exitCodeOf } from "../exit-code.ts";
import { line, styled } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { outcomeJson } from "../view/outcome-json.ts";
import { expectationLines, lastJudged, verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
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

async function playForPeople(cli: Cli, found: FoundScenario, { speed, logs }: SimulateOptions): Promise<Played> {
  const { title, summary, service } = found.read.scenario;
  print(cli.stdout, [line(styled("bold", title)), ...(summary ? [line(styled("dim", summary))] : [])]);
  const watcher = reporter(cli, { title: service.name, ...(logs && { logs }) });
  const played = await playKept(cli, found, { watcher, pace: speed }).finally(watcher.close);
  const columns = cli.stdout.columns ?? 100;
  const { outcome } = played;
  const hint = outcome.deploys.map(({ release, dossier }) => dossier?.record.key.releaseId ?? release).at(-1);
  print(
    cli.stdout,
    [
      line(),
      ...verdictLines(outcome, columns),
      line(),
      ...expectationLines(outcome),
      line(),
      line(styled("dim", `The evidence: ${commandName} evidence ${hint}`)),
    ],
    cli.stdout.columns,
  );
  return played;
}

async function playForJson(cli: Cli, found: FoundScenario, { speed }: SimulateOptions): Promise<Played> {
  const changes: Change[] = [];
  const watcher: Watcher = { change: (change) => changes.push(change), tick() {} };
  const played = await playKept(cli, found, { watcher, pace: speed });
  printJson(cli.stdout, outcomeJson({ name: found.name, title: found.read.scenario.title }, played.outcome, changes));
  return played;
}
