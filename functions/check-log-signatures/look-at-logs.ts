import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { LogEvidence, LogHit } from "../../shared/domain/log.ts";
import { confirmFrom } from "../../shared/domain/log-clock.ts";
import { earliest, type Instant, latest } from "../../shared/domain/time.ts";
import { readLogs } from "../../shared/logs/read-logs.ts";
import { rolloutStreams } from "../../shared/logs/stream-names.ts";
import type { CheckLogSignaturesPorts, LogWatch } from "./log-watch.ts";

export interface LogLook {
  readonly evidence: LogEvidence;
  readonly newHits: readonly LogHit[];
  readonly findings: readonly Finding[];
}

/** One look: judge what is known to see what is awaited and what must be confirmed, read, judge again. */
export async function lookAtLogs(
  { readers, clock }: Pick<CheckLogSignaturesPorts, "readers" | "clock">,
  { record, checks, facts }: LogWatch & { readonly facts: RolloutFacts },
  before: LogEvidence,
): Promise<LogLook> {
  const now = clock.now();
  const known = checks.map((check) => check.judge(before, facts, now));
  const due = latestDue(known, now);
  const read = await readLogs(
    readers,
    {
      streams: rolloutStreams(record.rollout, facts.tasks),
      patterns: checks.flatMap(({ patterns }) => patterns),
      redaction: { emails: record.profile.redactEmails },
      windowStart: windowStart(facts),
      now,
      awaiting: known.some(({ status }) => status === "pending"),
      ...(due !== undefined && { confirmFrom: confirmFrom(before.coverage, due) }),
    },
    before,
  );
  const evidence = { hits: [...before.hits, ...read.hits], coverage: read.coverage };
  return { evidence, newHits: read.hits, findings: checks.map((check) => check.judge(evidence, facts, clock.now())) };
}

/** The latest deadline of the checks that wait only for its confirmation; one confirmation serves them all. */
function latestDue(findings: readonly Finding[], now: Instant): Instant | undefined {
  const pending = findings.filter(({ status }) => status === "pending");
  return latest(pending.map(({ deadline }) => deadline).filter((at) => at !== undefined && at <= now));
}

/** Containers log before ECS calls their task running. */
function windowStart({ rollout, tasks }: RolloutFacts): Instant {
  return earliest([rollout.startedAt, ...tasks.map(({ createdAt }) => createdAt)]) ?? rollout.startedAt;
}
