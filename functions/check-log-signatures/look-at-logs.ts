import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { LogEvidence, LogHit } from "../../shared/domain/log.ts";
import { confirmFrom } from "../../shared/domain/log-clock.ts";
import { earliest, type Instant } from "../../shared/domain/time.ts";
import { readLogs } from "../../shared/logs/read-logs.ts";
import { rolloutStreams } from "../../shared/logs/stream-names.ts";
import type { CheckLogSignaturesPorts, LogWatch } from "./check-log-signatures.ts";

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
  const due = earliest(known.filter((finding) => isDue(finding, now)).map(({ deadline }) => deadline));
  const read = await readLogs(
    readers,
    {
      streams: rolloutStreams(record.rollout, facts.tasks),
      patterns: checks.flatMap(({ patterns }) => patterns),
      redaction: { emails: record.profile.redactEmails },
      windowStart: windowStart(facts),
      now,
      awaiting: known.some(({ status }) => status === "pending"),
      ...(due !== undefined && { confirmFrom: confirmFrom(before.coverage, latestDue(known, now) ?? due) }),
    },
    before,
  );
  const evidence = { hits: [...before.hits, ...read.hits], coverage: read.coverage };
  return { evidence, newHits: read.hits, findings: checks.map((check) => check.judge(evidence, facts, clock.now())) };
}

function isDue({ status, deadline }: Finding, now: Instant): boolean {
  return status === "pending" && deadline !== undefined && now >= deadline;
}

/** One confirmation serves every check that is due. */
function latestDue(findings: readonly Finding[], now: Instant): Instant | undefined {
  return findings
    .filter((finding) => isDue(finding, now))
    .map(({ deadline }) => deadline)
    .sort()
    .at(-1);
}

/** Containers log before ECS calls their task running. */
function windowStart({ rollout, tasks }: RolloutFacts): Instant {
  return earliest([rollout.startedAt, ...tasks.map(({ createdAt }) => createdAt)]) ?? rollout.startedAt;
}
