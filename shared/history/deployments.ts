import type { ValidationRecord } from "../domain/evidence.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import type { Decision, Verdict, VerdictStatus } from "../domain/verdict.ts";

/** What became of a deployment; `running` while its validation has no verdict. */
export type Outcome = VerdictStatus | "running";

/** A record with what people decided about it, where that was read. */
export interface DecidedRecord extends ValidationRecord {
  readonly decisions?: readonly OperatorDecision[];
}

/** One deployment as the history counts it: one rollout of a service in one Region. */
export interface Deployment {
  readonly release: string;
  readonly service: string;
  readonly region: string;
  readonly environment: string;
  readonly startedAt: Instant;
  readonly outcome: Outcome;
  readonly decision?: Decision;
  readonly reason?: string;
  readonly concludedAt?: Instant;
  /** From the rollout's start to the verdict. */
  readonly verdictSeconds?: number;
  /** From the rollout's start until ECS called it complete. */
  readonly deploymentSeconds?: number;
  /** From then on to the verdict; none where the verdict came first. */
  readonly confidenceSeconds?: number;
  /** How long an endpoint was seen down until the verdict; absent where none was asked or reached. */
  readonly downtimeSeconds?: number;
  /** From the start of its rollback until the older revision was steady again; of one that rolls back, how long it took itself. */
  readonly rollbackSeconds?: number;
  /** The failed release whose place it took again, deployed once more on purpose. */
  readonly rollsBack?: string;
  /**
   * It only repaired a failure: the first judged deployment of its service after a failed one, and it passed; a rollback is none. The
   * change failure rate leaves it out, as it changed nothing but the failed change.
   */
  readonly isFixOnly: boolean;
  /** A gate check of its profile confirms database migrations. */
  readonly hasMigrations: boolean;
  /** What people decided about it, and where they used the hotfix lane. */
  readonly decisions: readonly OperatorDecision[];
  /** The time zone of the profile's promotion window, by which after-hours are told; `UTC` without one. */
  readonly zone: string;
}

/** Every rollout once, the oldest first, whatever the order of the records and however often one is given. */
export function deploymentsOf(records: readonly DecidedRecord[]): readonly Deployment[] {
  const sorted = [...new Map(records.map((record) => [orderOf(record), record])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, record]) => record);
  const failing = new Map<string, boolean>();
  return sorted.map((record) => {
    const place = `${record.rollout.serviceArn} ${record.profile.environment}`;
    const status = record.verdict?.status;
    // What failed is still to be repaired, as it is after a rollback by ECS.
    const isBack = isRollback(record);
    const isFixOnly = status === "passed" && !isBack && failing.get(place) === true;
    if (!isBack && (status === "passed" || status === "failed")) failing.set(place, status === "failed");
    return deployment(record, isFixOnly);
  });
}

/** A rollback by deploying the older release again, and it runs. */
function isRollback({ replaces, verdict }: ValidationRecord): boolean {
  return replaces?.isRolledBack === true && verdict?.status === "passed";
}

function orderOf({ rollout, key }: ValidationRecord): string {
  return [rollout.startedAt, rollout.serviceArn, rollout.number.padStart(32, "0"), key.releaseId].join("#");
}

function deployment(record: DecidedRecord, isFixOnly: boolean): Deployment {
  const { release, rollout, profile, verdict, replaces, decisions = [] } = record;
  const rollbackSeconds = rollbackSecondsOf(record) ?? record.rollbackSeconds;
  return {
    release: release.id,
    service: rollout.name.service,
    region: rollout.name.region,
    environment: profile.environment,
    startedAt: rollout.startedAt,
    outcome: verdict?.status ?? "running",
    ...(verdict && {
      decision: verdict.decision,
      reason: verdict.reason,
      concludedAt: verdict.at,
      verdictSeconds: Math.max(0, secondsBetween(rollout.startedAt, verdict.at)),
      ...completion(rollout.startedAt, verdict),
      ...(verdict.downtimeSeconds !== undefined && { downtimeSeconds: verdict.downtimeSeconds }),
    }),
    ...(replaces?.isRolledBack && { rollsBack: replaces.releaseId }),
    ...(rollbackSeconds !== undefined && { rollbackSeconds }),
    isFixOnly,
    hasMigrations: profile.checks.some(({ mode, preset }) => mode !== "shadow" && preset !== undefined),
    decisions,
    zone: profile.promotion?.window?.zone ?? "UTC",
  };
}

function completion(
  startedAt: Instant,
  { at, completedAt }: Verdict,
): Pick<Deployment, "deploymentSeconds" | "confidenceSeconds"> {
  if (completedAt === undefined) return {};
  return {
    deploymentSeconds: Math.max(0, secondsBetween(startedAt, completedAt)),
    confidenceSeconds: Math.max(0, secondsBetween(completedAt, at)),
  };
}

/** How long a rollback by the pipeline took until ECS called it complete, and where that is not known, until its verdict. */
export function rollbackSecondsOf(record: ValidationRecord): number | undefined {
  const { rollout, verdict } = record;
  if (verdict === undefined || !isRollback(record)) return undefined;
  return Math.max(0, secondsBetween(rollout.startedAt, verdict.completedAt ?? verdict.at));
}
