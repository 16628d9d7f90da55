import { everyFinding } from "../domain/every-finding.ts";
import type { ValidationRecord } from "../domain/evidence.ts";
import { executionName } from "../domain/execution-name.ts";
import type { Finding } from "../domain/finding.ts";
import type { AnnouncedPhase } from "../domain/notice.ts";
import { secondsBetween } from "../domain/time.ts";
import type { Verdict } from "../domain/verdict.ts";
import { detailTypes, type RolloutVerdictDetail, type ValidationStartedDetail } from "../schema/verdict-event.ts";
import type { Told } from "./told.ts";

/** With at most 31 checks an event stays far below 256 KB, the smaller of the limits that AWS states for PutEvents. */
const longestReason = 1000;

/** An event as the bus takes it. */
export interface AnnouncedEvent {
  readonly detailType: string;
  readonly detail: RolloutVerdictDetail | ValidationStartedDetail;
  /** ARNs by which a rule can choose it. */
  readonly resources: readonly string[];
}

export function announcedEvent({ record, verdict, findings }: Told): AnnouncedEvent {
  const { serviceArn, serviceDeploymentArn } = record.rollout;
  const resources = serviceDeploymentArn === undefined ? [serviceArn] : [serviceArn, serviceDeploymentArn];
  return verdict === undefined
    ? { detailType: detailTypes.started, detail: startedDetail(record), resources }
    : { detailType: detailTypes.verdict, detail: verdictDetail(record, verdict, findings), resources };
}

/** An execution's name has at most 80 characters, so that the id also fits SQS's de-duplication ids (128). */
function eventId({ key }: Pick<ValidationRecord, "key">, phase: AnnouncedPhase): string {
  return `${executionName(key.rollout)}/${phase}`;
}

function startedDetail(record: ValidationRecord): ValidationStartedDetail {
  const { openedAt, deadline, profile } = record;
  const gateChecks = profile.checks.filter(({ mode }) => mode !== "shadow").length;
  return { ...about(record, "started"), openedAt, deadline, gateChecks };
}

/** `kept` are the findings in the evidence; a check that never looked is told as pending. */
function verdictDetail(record: ValidationRecord, verdict: Verdict, kept: readonly Finding[]): RolloutVerdictDetail {
  const { status, decision, reason, at, passedChecks, gateChecks, completedAt, downtimeSeconds } = verdict;
  return {
    ...about(record, "verdict"),
    verdict: {
      ...{ status, decision, reason, at, passedChecks, gateChecks },
      ...(completedAt !== undefined && { completedAt }),
      ...(downtimeSeconds !== undefined && { downtimeSeconds }),
    },
    seconds: secondsBetween(record.rollout.startedAt, at),
    checks: everyFinding(record, kept).map((finding) => ({
      name: finding.check,
      kind: finding.kind,
      mode: finding.mode,
      status: finding.status,
      reason: finding.reason.slice(0, longestReason).toWellFormed(),
    })),
  };
}

function about({ key, release, rollout, profile, executionArn }: ValidationRecord, phase: AnnouncedPhase) {
  const { service: name, cluster, region, account } = rollout.name;
  const { id, commit, project, pipelineId, ref } = release;
  const { deploymentId, serviceDeploymentArn, taskDefinitionArn, startedAt } = rollout;
  return {
    version: "1" as const,
    id: eventId({ key }, phase),
    release: {
      id,
      ...(commit !== undefined && { commit }),
      ...(project !== undefined && { project }),
      ...(pipelineId !== undefined && { pipelineId }),
      ...(ref !== undefined && { ref }),
    },
    service: { arn: rollout.serviceArn, name, cluster, region, account },
    environment: profile.environment,
    ...(profile.owner !== undefined && { owner: profile.owner }),
    rollout: {
      deploymentId,
      ...(serviceDeploymentArn !== undefined && { serviceDeploymentArn }),
      taskDefinitionArn,
      startedAt,
    },
    executionArn,
  };
}
