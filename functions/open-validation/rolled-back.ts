import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import type { RolloutLinks } from "../../shared/domain/rollout.ts";
import type { RolloutLooks } from "../../shared/ports/rollout-looks.ts";

type Opening = Pick<ValidationRecord, "release" | "rollout"> & Pick<RolloutLinks, "replaces">;

/** The link to the replaced rollout, marked where this release takes its place again: the other failed, and this one passed here before. */
export async function markRolledBack(
  looks: Pick<RolloutLooks, "rollouts">,
  { release, rollout, replaces }: Opening,
  environment: string,
): Promise<Pick<RolloutLinks, "replaces">> {
  if (replaces === undefined) return {};
  const isOther = release.source !== "none" && release.id !== replaces.releaseId;
  if (replaces.verdict !== "failed" || !isOther) return { replaces };
  const { service, cluster, region } = rollout.name;
  const earlier = await looks.rollouts({ release: release.id, service, cluster, region });
  const hasPassed = earlier.some(
    ({ verdict, profile, rollout: of }) =>
      verdict?.status === "passed" && profile.environment === environment && of.startedAt < rollout.startedAt,
  );
  return { replaces: { ...replaces, ...(hasPassed && { isRolledBack: true as const }) } };
}
