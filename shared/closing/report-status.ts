import { adviceOf } from "../domain/advice.ts";
import type { PostedStatus, StatusIntent, StatusPhase } from "../domain/commit-status.ts";
import { executionLink } from "../domain/console-links.ts";
import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import { isVerdictTold } from "../domain/notice.ts";
import { successorText } from "../domain/successor-text.ts";
import { milliseconds, secondsBetween } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import { runningText, type StatusText, statusName, verdictText } from "../gitlab/status-text.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceStore } from "../ports/evidence.ts";
import type { CommitStatuses } from "../ports/statuses.ts";
import type { Agenda } from "../ports/validations.ts";
import { recordOrThrow } from "./record-or-throw.ts";

export interface ReportStatusPorts {
  readonly evidence: EvidenceStore;
  readonly statuses: CommitStatuses;
  readonly agenda: Pick<Agenda, "settle">;
  readonly clock: Clock;
  /** Base URL of GitLab unless the profile names another. */
  readonly host: string;
  /** Where the status leads; the workflow's execution in the console where there is none. */
  readonly link?: (record: ValidationRecord) => Promise<string | undefined>;
  /** Counts what became of a status. */
  readonly count: (posted: PostedStatus) => void;
}

export interface ReportStatusInput {
  readonly validation: ValidationKey;
  readonly phase: StatusPhase;
}

/**
 * Shows on the release's commit that the validation runs, or its verdict. The verdict is stored before, and nothing here changes it.
 * Once the verdict is shown, or can never be, and announced, the validation is off the agenda; a parked status stays on it.
 */
export function reportStatus({ evidence, statuses, agenda, clock, host, link, count }: ReportStatusPorts) {
  return async ({ validation, phase }: ReportStatusInput): Promise<PostedStatus> => {
    const record = await recordOrThrow(evidence, validation);
    const text = phase === "running" ? running(record) : verdict(record, await evidence.findings(validation));
    const name = statusName({
      environment: record.profile.environment,
      region: record.rollout.name.region,
      service: record.rollout.name.service,
    });
    const targetUrl = (await link?.(record)) ?? executionLink(record.executionArn);
    const intent = intentOf(record, { name, text, phase, host, targetUrl });
    const posted = intent === undefined ? skipped(record) : await statuses.publish(intent);
    await evidence.saveDelivery(validation, {
      phase,
      at: clock.now(),
      name,
      state: text.state,
      description: text.description,
      posted,
    });
    if (phase === "verdict" && posted.outcome !== "parked") {
      const told = await evidence.announcement(validation, "verdict");
      if (isVerdictTold(record.profile, record.verdict, told)) await agenda.settle(validation.rollout);
    }
    count(posted);
    return posted;
  };
}

function running({ profile, deadline }: ValidationRecord): StatusText {
  const gates = profile.checks.filter((check) => check.mode !== "shadow").length;
  return runningText({ gateChecks: gates, deadline });
}

function verdict(record: ValidationRecord, findings: readonly Finding[]): StatusText {
  const { verdict: found, rollout, key } = record;
  if (found === undefined) throw new ValidatorError("NotFound", `${key.rollout.deploymentId} has no verdict yet.`);
  const facts = findings.find(({ kind }) => kind === "task-health")?.facts;
  const [running, desired, stops] = [facts?.["running"], facts?.["desired"], facts?.["stops"]];
  const remark = facts?.["remark"];
  const replaced = findings.find(({ supersededBy: by }) => by !== undefined);
  const supersededBy = replaced?.supersededBy && successorText(replaced.supersededBy, replaced.supersededByRelease);
  // What is kept after the verdict would make a repeated post differ from the first.
  const brief = adviceOf({ record, findings: findings.filter(({ kind }) => kind !== "rollback") })?.brief;
  return verdictText({
    verdict: found,
    ...(brief !== undefined && { brief }),
    seconds: secondsBetween(rollout.startedAt, found.at),
    ...(typeof stops === "number" && { stops }),
    ...(typeof remark === "string" && { remark }),
    ...(typeof running === "number" && typeof desired === "number" && { tasks: { healthy: running, desired } }),
    ...(supersededBy !== undefined && { supersededBy }),
  });
}

interface StatusParts {
  readonly name: string;
  readonly text: StatusText;
  readonly phase: StatusPhase;
  readonly host: string;
  readonly targetUrl: string;
}

function intentOf(
  { release, profile, rollout }: ValidationRecord,
  { name, text, phase, host, targetUrl }: StatusParts,
): StatusIntent | undefined {
  if (release.commit === undefined || release.project === undefined) return undefined;
  return {
    host: profile.gitlab?.host ?? host,
    project: release.project,
    commit: release.commit,
    ...(release.ref !== undefined && { ref: release.ref }),
    ...(release.pipelineId !== undefined && { pipelineId: release.pipelineId }),
    name,
    // In the order of the rollouts: the event of a replaced one may open its validation after the newer one's.
    attempt: milliseconds(rollout.startedAt),
    phase,
    ...text,
    targetUrl,
  };
}

function skipped({ release }: ValidationRecord): PostedStatus {
  const missing = release.commit === undefined ? "full commit sha" : "GitLab project";
  return { outcome: "skipped", reason: `the release ${release.id} carries no ${missing}` };
}
