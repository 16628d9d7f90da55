import type { ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { Decision, Verdict } from "../domain/verdict.ts";

/** What a message tells of: a validation that began, or its verdict with the findings behind it. */
export interface Told {
  readonly record: ValidationRecord;
  /** Absent when the validation has just begun. */
  readonly verdict?: Verdict;
  readonly findings: readonly Finding[];
}

export const headlines: Readonly<Record<NoticeKind, string>> = {
  started: "Validating",
  passed: "Passed",
  failed: "Failed",
  inconclusive: "Inconclusive",
  superseded: "Superseded",
};

/** What the reader should do, by the verdict's decision. */
export const advice: Readonly<Record<Decision, string>> = {
  proceed: "The release may go on.",
  alert: "Do not promote this release. Roll back, or fix forward.",
  delegate: "Do not promote this release until a person has judged it: the evidence does not decide.",
  none: "Nothing to do: a newer rollout is judged instead.",
};

/** Shows everything that is kept of a release. A release id is foreign text, so it is one word for the shell, whatever is in it. */
export function evidenceCommand(releaseId: string): string {
  const isPlain = /^[A-Za-z0-9_.+][A-Za-z0-9_.+:@/#-]*$/.test(releaseId);
  return `rollout-validator evidence ${isPlain ? releaseId : `'${releaseId.replaceAll("'", "'\\''")}'`}`;
}
