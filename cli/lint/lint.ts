import { humanDuration } from "../../shared/domain/time.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { fileText } from "../file-text.ts";
import { type Line, line, styled } from "../text/line.ts";
import { metMark } from "../text/marks.ts";
import { print, printJson } from "../text/print.ts";
import { wrap } from "../text/wrap.ts";
import type { CheckSummary } from "./describe-check.ts";
import { type LintProblem, type LintResult, lintProfile } from "./lint-profile.ts";

export interface LintOptions {
  readonly service?: string;
  readonly json?: true;
}

/** Says what a profile will look at, or everything that is wrong with it. */
export function lint(cli: Cli, file: string, { service, json }: LintOptions): ExitCode {
  const result = lintProfile(fileText(cli, file), service);
  const columns = cli.stdout.columns ?? 100;
  if (json) printJson(cli.stdout, result);
  else
    print(
      cli.stdout,
      result.problems.length > 0 ? problemLines(file, result, columns) : summaryLines(file, result, columns),
    );
  return result.problems.length > 0 ? exitCode.wrongUse : exitCode.passed;
}

function problemLines(file: string, { problems, warnings }: LintResult, columns: number): readonly Line[] {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    line(metMark(false), ` ${file}: ${count}`),
    ...problems.flatMap((problem) => hanging(problemText(problem), columns)).map((text) => line(text)),
    ...warningLines(warnings, columns),
  ];
}

function problemText({ text, line, column }: LintProblem): string {
  return line === undefined ? text : `line ${line}, column ${column}: ${text}`;
}

function warningLines(warnings: readonly string[], columns: number): readonly Line[] {
  return warnings
    .flatMap((warning) => hanging(`mind: ${warning}`, columns))
    .map((text) => line(styled("yellow", text)));
}

/** Indented, and what goes on on a further line a little more. */
function hanging(text: string, columns: number): readonly string[] {
  return wrap(text, columns - 5).map((each, index) => `${index === 0 ? "   " : "     "}${each}`);
}

function summaryLines(
  file: string,
  { service, environment, rolloutWithinSeconds = 0, bytes, firelens, readings, checks, warnings }: LintResult,
  columns: number,
): readonly Line[] {
  return [
    line(metMark(true), ` ${file}: ${service ?? "any service"}, ${environment}, ${bytes} bytes`),
    line(`   the rollout must be stable within ${humanDuration(rolloutWithinSeconds)}`),
    ...(firelens === undefined ? [] : [line(`   ${firelensText(firelens)}`)]),
    ...checks.flatMap((check) => checkLines(check, columns)),
    ...(readings === undefined ? [] : wrap(readingsText(readings), columns - 3).map((text) => line(`   ${text}`))),
    ...warningLines(warnings, columns),
  ];
}

function firelensText({ group, region }: NonNullable<LintResult["firelens"]>): string {
  return `lines of containers that log through FireLens are read in ${group}${region === undefined ? "" : ` of ${region}`}`;
}

function readingsText({ targetHealth, metrics }: NonNullable<LintResult["readings"]>): string {
  const named = [...(targetHealth ? ["target health"] : []), ...metrics.map(({ name }) => name)].join(", ");
  return `read five minutes after the verdict, and judged by nothing: ${named}`;
}

function checkLines({ name, kind, mode, says, caveat }: CheckSummary, columns: number): readonly Line[] {
  const shadow = mode === "shadow" ? styled("dim", " (shadow: never decides)") : "";
  return [
    line("   ", styled("bold", name), styled("dim", `  ${kind}`), shadow),
    ...says.flatMap((text) => wrap(text, columns - 5)).map((text) => line(`     ${text}`)),
    ...(caveat === undefined
      ? []
      : wrap(`mind: ${caveat}`, columns - 5).map((text) => line(styled("yellow", `     ${text}`)))),
  ];
}
