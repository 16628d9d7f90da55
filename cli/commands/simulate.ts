import type { Command } from "commander";
import type { Change } from "../../local/scenario/change.ts";
import { ScenarioError } from "../../local/scenario/read-scenario.ts";
import type { Act } from "../act.ts";
import type { Cli } from "../cli.ts";
import { commandName } from "../command-name.ts";
import { keepEvidence } from "../evidence/keep-evidence.ts";
import { type ExitCode, exitCode, exitCodeOf } from "../exit-code.ts";
import { inWorld, type Played, type PlayOptions, playOut, type Watcher } from "../play.ts";
import { type FoundScenario, findScenario, knownScenarios } from "../scenarios.ts";
import { type Line, line, styled } from "../text/line.ts";
import { print, printJson } from "../text/print.ts";
import { outcomeJson } from "../view/outcome-json.ts";
import { expectationLines, lastJudged, verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { positiveNumber } from "./option-values.ts";

export interface SimulateOptions {
  readonly speed?: number;
  readonly json?: true;
  readonly check?: true;
  readonly logs?: true;
}

export function addSimulate(program: Command, act: Act): void {
  program
    .command("simulate")
    .description("play a scenario through the shipped workflow and functions, on this machine alone")
    .argument("[scenario]", "file, or name in examples/scenarios; without it, they are listed")
    .option(
      "--speed <times>",
      "play so many times faster than real time; as fast as possible unless told",
      positiveNumber,
    )
    .option("--json", "print one JSON document and nothing else")
    .option("--check", "exit 0 when every expectation of the scenario is met, else 1, whatever the verdict")
    .option("--logs", "without a terminal: print the log lines too")
    .addHelpText(
      "after",
      "\nExamples:\n  rollout-validator simulate healthy\n  rollout-validator simulate migration-failed --speed 10\n  rollout-validator simulate ./mine.yaml --check",
    )
    .action((scenario: string | undefined, options: SimulateOptions) =>
      act((cli) =>
        scenario === undefined ? list(cli) : simulateScenario(cli, findScenario(scenario, cli.folder), options),
      ),
    );
}

async function simulateScenario(cli: Cli, found: FoundScenario, options: SimulateOptions): Promise<ExitCode> {
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

/** Plays the scenario and keeps its evidence for the command `evidence`. */
export async function playKept(cli: Cli, { name, read }: FoundScenario, options: PlayOptions): Promise<Played> {
  const played = await inWorld(read, options, (world) => playOut(cli, world));
  keepEvidence(cli, name, played);
  return played;
}

function list(cli: Cli): ExitCode {
  const names = knownScenarios();
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => line(styled("bold", name.padEnd(width)), "  ", titleOf(name)));
  print(
    cli.stdout,
    [
      line("Scenarios in examples/scenarios:"),
      ...lines,
      line(`Play one: ${commandName} simulate <name>`),
    ] satisfies Line[],
    cli.stdout.columns,
  );
  return exitCode.passed;
}

function titleOf(name: string): string {
  try {
    return findScenario(name, "/").read.scenario.title;
  } catch (error) {
    if (error instanceof ScenarioError) return `(cannot be read: ${error.problems[0]})`;
    throw error;
  }
}
