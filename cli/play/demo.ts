import type { SimulationOutcome } from "../../local/simulation.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { explanation } from "../view/explanation.ts";
import { verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { playKept } from "./play-kept.ts";
import { asRelease, type FoundScenario, findScenario } from "./scenarios.ts";

/** Where no terminal says so: what a README or a CI log shows without scrolling. */
const usualColumns = 100;

/** A healthy rollout, then one whose migration fails, with why and what to do. */
export async function demo(cli: Cli): Promise<ExitCode> {
  const columns = Math.min(cli.stdout.columns ?? usualColumns, usualColumns);
  const healthy = await perform(cli, findScenario("healthy", "/"), {
    columns,
    intro: "1. Release v2.3.1: four new tasks start, migrate the database, and the rollout completes.",
    ending: verdictLines,
  });
  const failed = await perform(cli, asRelease(findScenario("migration-failed", "/"), "v2.4.0"), {
    columns,
    intro: "2. Release v2.4.0: its first task cannot migrate the database.",
    ending: explanation,
  });
  const missed = [healthy, failed].flatMap(({ expectations }) => expectations.filter(({ passed }) => !passed));
  print(
    cli.stderr,
    missed.map(({ what, expected, got }) =>
      line(`Not as the scenario says: ${what}: expected ${expected}, got ${got}`),
    ),
  );
  return healthy.passed && failed.passed ? exitCode.passed : exitCode.failed;
}

interface Performance {
  readonly columns: number;
  readonly intro: string;
  readonly ending: typeof explanation;
}

async function perform(
  cli: Cli,
  found: FoundScenario,
  { columns, intro, ending }: Performance,
): Promise<SimulationOutcome> {
  print(cli.stdout, [line(styled("bold", intro)), line()], columns);
  const watcher = reporter(cli, { title: found.read.scenario.service.name, columns });
  const { outcome } = await playKept(cli, found, { watcher }).finally(watcher.close);
  print(cli.stdout, [line(), ...ending(outcome, columns), line()], columns);
  return outcome;
}
