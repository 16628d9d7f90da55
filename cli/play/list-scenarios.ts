import { ScenarioError } from "../../local/scenario/read-scenario.ts";
import type { Cli } from "../cli.ts";
import { commandName } from "../command-name.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { findScenario, knownScenarios } from "./scenarios.ts";

/** Lists the scenarios that come with the project, with their titles. */
export function listScenarios(cli: Cli): ExitCode {
  const names = knownScenarios();
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => line(styled("bold", name.padEnd(width)), "  ", titleOf(name)));
  print(
    cli.stdout,
    [line("Scenarios in examples/scenarios:"), ...lines, line(`Play one: ${commandName} simulate <name>`)],
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
