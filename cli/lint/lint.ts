import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { humanDuration } from "../../shared/domain/time.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { type Line, line, styled } from "../text/line.ts";
import { metMark } from "../text/marks.ts";
import { print, printJson } from "../text/print.ts";
import { wrap } from "../text/wrap.ts";
import type { CheckSummary } from "./describe-check.ts";
import { type LintResult, lintProfile } from "./lint-profile.ts";

export interface LintOptions {
  readonly service?: string;
  readonly json?: true;
}

/** Says what a profile will look at, or everything that is wrong with it. */
export function lint(cli: Cli, file: string, { service, json }: LintOptions): ExitCode {
  const result = lintProfile(textOf(resolve(cli.folder, file), file), service);
  if (json) printJson(cli.stdout, result);
  else
    print(
      cli.stdout,
      result.problems.length > 0 ? problemLines(file, result) : summaryLines(file, result, cli.stdout.columns ?? 100),
    );
  return result.problems.length > 0 ? exitCode.wrongUse : exitCode.passed;
}

function textOf(path: string, asGiven: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(
      reason === "ENOENT" ? `There is no file ${asGiven}.` : `The file ${asGiven} cannot be read: ${reason}.`,
    );
  }
}

function problemLines(file: string, { problems }: LintResult): readonly Line[] {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [line(metMark(false), ` ${file}: ${count}`), ...problems.map((problem) => line(`   ${problem}`))];
}

function summaryLines(
  file: string,
  { service, environment, rolloutWithinSeconds = 0, bytes, checks, warnings }: LintResult,
  columns: number,
): readonly Line[] {
  return [
    line(metMark(true), ` ${file}: ${service ?? "any service"}, ${environment}, ${bytes} bytes`),
    line(`   the rollout must be stable within ${humanDuration(rolloutWithinSeconds)}`),
    ...checks.flatMap((check) => checkLines(check, columns)),
    ...warnings.map((warning) => line(styled("yellow", "   mind: "), warning)),
  ];
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
