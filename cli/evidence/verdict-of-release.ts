import type { Dossier } from "../../shared/domain/evidence.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";

/** One word for a release: the last rollout in each place counts, and the worst of those. Undefined = something has no verdict yet. */
export function verdictOfRelease({ rollouts }: Dossier): VerdictStatus | undefined {
  const last = new Map(rollouts.map(({ record }) => [record.rollout.serviceArn, record.verdict?.status]));
  const statuses = [...last.values()];
  if (statuses.includes("failed")) return "failed";
  return statuses.every((status) => status === "passed") ? "passed" : statuses.find((status) => status !== "passed");
}
