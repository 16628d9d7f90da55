import type { OperatorDecision } from "./operator-decision.ts";
import type { Rollout, ServiceName } from "./rollout.ts";
import type { Instant } from "./time.ts";

/** How a GitLab job ended, as CI_JOB_STATUS says it in `after_script` (docs/facts/gitlab.md 5.1). */
export const applyOutcomes = ["success", "failed", "canceled", "timedout"] as const;
export type ApplyOutcome = (typeof applyOutcomes)[number];

/** Resources that Terraform's plan adds, changes and destroys, as GitLab's Terraform report counts them. */
export interface PlannedChanges {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/** What a deploy job says of its Terraform apply. It is kept beside the evidence and judges nothing: an apply can succeed while its service crash-loops. */
export interface ApplyResult {
  /** The same for the same job and outcome, however often it is told. */
  readonly id: string;
  readonly service: string;
  readonly region: string;
  /** Any of the service's name unless told. */
  readonly cluster?: string;
  readonly outcome: ApplyOutcome;
  /** When it was told, which is when the job's script had ended. */
  readonly at: Instant;
  readonly jobUrl?: string;
  readonly changes?: PlannedChanges;
  readonly by: OperatorDecision["by"];
}

/** `terraform apply: success, 1 to add, 2 to change, 0 to destroy`, in the words of Terraform's plan. */
export function applyText({ outcome, changes }: Pick<ApplyResult, "outcome" | "changes">): string {
  const planned = changes && `, ${changes.create} to add, ${changes.update} to change, ${changes.delete} to destroy`;
  return `terraform apply: ${outcome === "timedout" ? "timed out" : outcome}${planned ?? ""}`;
}

/** `shop in eu-west-1`, with the cluster where it was told. */
export function applyPlace({ service, cluster, region }: Pick<ApplyResult, "service" | "cluster" | "region">): string {
  return `${service} in ${cluster === undefined ? region : `${cluster}, ${region}`}`;
}

/** Whether the apply is of this service in this Region; one that names no cluster is of every cluster. */
function isApplyOf(apply: ApplyResult, name: Pick<ServiceName, "service" | "region" | "cluster">): boolean {
  const { service, region, cluster = name.cluster } = apply;
  return service === name.service && region === name.region && cluster === name.cluster;
}

type RolledOut = Pick<Rollout, "serviceArn" | "name" | "startedAt">;

/**
 * Those of a release's applies that stand beside a rollout. An apply ends after its rollout began, so it stands beside the newest one
 * that had begun by then; one that ended before all of them, such as a first try that failed, beside the oldest.
 */
export function appliesBeside(
  rollout: RolledOut,
  rollouts: readonly RolledOut[],
  applies: readonly ApplyResult[],
): readonly ApplyResult[] {
  const about = applies.filter((apply) => isApplyOf(apply, rollout.name));
  if (about.length === 0) return [];
  const starts = rollouts
    .filter(({ serviceArn }) => serviceArn === rollout.serviceArn)
    .map(({ startedAt }) => startedAt);
  const begun = (at: Instant): Instant | undefined =>
    starts
      .filter((start) => start <= at)
      .sort()
      .at(-1);
  const oldest = starts.toSorted()[0];
  return about.filter(({ at }) => (begun(at) ?? oldest) === rollout.startedAt).sort(byTime);
}

/** Those of places in which nothing of the release was rolled out, so far as is known. */
export function appliesAlone(rollouts: readonly RolledOut[], applies: readonly ApplyResult[]): readonly ApplyResult[] {
  return applies.filter((apply) => !rollouts.some(({ name }) => isApplyOf(apply, name))).sort(byTime);
}

/** Oldest first. */
export function byTime(one: Pick<ApplyResult, "at">, other: Pick<ApplyResult, "at">): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}
