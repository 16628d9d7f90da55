import { type AdviceStep, adviceOf } from "../domain/advice.ts";
import type { ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { NoticeKind } from "../domain/notice.ts";
import type { Verdict } from "../domain/verdict.ts";

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

/** What the reader should do; nothing before there is a verdict. */
export function stepsOf({ record, verdict, findings }: Told): readonly AdviceStep[] {
  if (verdict === undefined) return [];
  return adviceOf({ record: { ...record, verdict }, findings })?.steps ?? [];
}

/** Shows everything that is kept of a release. A release id is foreign text, so it is one word for the shell, whatever is in it. */
export function evidenceCommand(releaseId: string): string {
  const isPlain = /^[A-Za-z0-9_.+][A-Za-z0-9_.+:@/#-]*$/.test(releaseId);
  return `rollout-validator evidence ${isPlain ? releaseId : `'${releaseId.replaceAll("'", "'\\''")}'`}`;
}
