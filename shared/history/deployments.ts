import type { ValidationRecord } from "../domain/evidence.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import type { Decision, VerdictStatus } from "../domain/verdict.ts";

/** What became of a deployment; `running` while its validation has no verdict. */
export type Outcome = VerdictStatus | "running";

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
  /** From the start of its rollback until the older revision was steady again. */
  readonly rollbackSeconds?: number;
  /**
   * It only repaired a failure: the first judged deployment of its service after a failed one, and it passed. The change failure
   * rate leaves it out, as it changed nothing but the failed change.
   */
  readonly isFixOnly: boolean;
  /** A gate check of its profile confirms database migrations. */
  readonly hasMigrations: boolean;
}

/** Every rollout once, the oldest first, whatever the order of the records and however often one is given. */
export function deploymentsOf(records: readonly ValidationRecord[]): readonly Deployment[] {
  const sorted = [...new Map(records.map((record) => [orderOf(record), record])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, record]) => record);
  const failing = new Map<string, boolean>();
  return sorted.map((record) => {
    const place = `${record.rollout.serviceArn} ${record.profile.environment}`;
    const status = record.verdict?.status;
    const isFixOnly = status === "passed" && failing.get(place) === true;
    if (status === "passed" || status === "failed") failing.set(place, status === "failed");
    return deployment(record, isFixOnly);
  });
}

function orderOf({ rollout, key }: ValidationRecord): string {
  return [rollout.startedAt, rollout.serviceArn, rollout.number.padStart(32, "0"), key.releaseId].join("#");
}

function deployment(record: ValidationRecord, isFixOnly: boolean): Deployment {
  const { release, rollout, profile, verdict, rollbackSeconds } = record;
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
    }),
    ...(rollbackSeconds !== undefined && { rollbackSeconds }),
    isFixOnly,
    hasMigrations: profile.checks.some(({ mode, preset }) => mode !== "shadow" && preset !== undefined),
  };
}
