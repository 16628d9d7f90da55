import type { Command } from "commander";
import type { Act } from "../act.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { findScenario } from "../scenarios.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { explanation } from "../view/explanation.ts";
import { verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { playKept } from "./simulate.ts";

/** What the demonstration plays, and how each is introduced. */
const acts = [
  {
    scenario: "healthy",
    intro: "1. A release that is well: four new tasks start, migrate the database, and the rollout completes.",
  },
  { scenario: "migration-failed", intro: "2. The next release: its first task cannot migrate the database." },
] as const;

/** Without a terminal's word: what a README or a CI log shows without scrolling. */
const usualColumns = 100;

export function addDemo(program: Command, act: Act): void {
  program
    .command("demo")
    .description("play a healthy rollout, then one whose migration fails, and say why and what to do")
    .addHelpText(
      "after",
      "\nExit code: 0 when both came out as their scenarios say. Needs no AWS account, no Docker and no network.",
    )
    .action(() => act(demo));
}

async function demo(cli: Cli): Promise<ExitCode> {
  const columns = Math.min(cli.stdout.columns ?? usualColumns, usualColumns);
  const outcomes = [];
  for (const { scenario, intro } of acts) {
    const found = findScenario(scenario, "/");
    print(cli.stdout, [line(styled("bold", intro)), line()], columns);
    const watcher = reporter(cli, { title: found.read.scenario.service.name, columns });
    const { outcome } = await playKept(cli, found, { watcher }).finally(watcher.close);
    outcomes.push(outcome);
    const isBroken = outcome.deploys.some(({ dossier }) => dossier?.record.verdict?.status === "failed");
    print(
      cli.stdout,
      [line(), ...(isBroken ? explanation(outcome, columns) : verdictLines(outcome, columns)), line()],
      columns,
    );
  }
  const unexpected = outcomes.flatMap(({ expectations }) => expectations.filter(({ passed }) => !passed));
  print(
    cli.stderr,
    unexpected.map(({ what, expected, got }) =>
      line(`Not as the scenario says: ${what}: expected ${expected}, got ${got}`),
    ),
  );
  return outcomes.every(({ passed }) => passed) ? exitCode.passed : exitCode.failed;
}
