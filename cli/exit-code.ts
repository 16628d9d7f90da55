import type { VerdictStatus } from "../shared/domain/verdict.ts";

/** How a command ends, for the scripts that call it. The numbers above 2 are those of sysexits.h and of the shell. */
export const exitCode = {
  passed: 0,
  failed: 1,
  wrongUse: 2,
  /** EX_TEMPFAIL: inconclusive, superseded, no verdict, or the validator's own error. */
  inconclusive: 75,
  /** EX_NOPERM */
  denied: 77,
  /** 128 + SIGINT */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Only a pass is 0, and only a failed release is 1. */
export function exitCodeOf(verdict: VerdictStatus | undefined): ExitCode {
  if (verdict === "passed") return exitCode.passed;
  return verdict === "failed" ? exitCode.failed : exitCode.inconclusive;
}
