import type { ValidationRecord } from "./evidence.ts";
import type { Rollout } from "./rollout.ts";

/** A name and its value; undefined where the record has none. */
export type Row = readonly [name: string, value: string | undefined];

/** Who, what and by which profile, for every place that shows a record. */
export function identityRows({ release, rollout, profile }: ValidationRecord): readonly Row[] {
  const { strategy, desiredCount, containers, serviceDeploymentArn } = rollout;
  return [
    ["release from", release.source],
    ["commit", release.commit],
    ["project", release.project],
    ["pipeline", release.pipelineId],
    ["ref", release.ref],
    ["task definition", rollout.taskDefinitionArn],
    ["deployment", serviceDeploymentArn?.slice(serviceDeploymentArn.lastIndexOf("/") + 1)],
    ["images", containers.map(({ name, image }) => `${name} ${image}`).join(", ")],
    ["rollout", `${strategy}, ${desiredCount} tasks, ${breakerText(rollout)}`],
    ["profile", `${profile.source} (sha256 ${profile.hash.slice(0, 12)})`],
  ];
}

/** `circuit breaker on, with rollback`; a record from before that was kept says only whether it is on. */
export function breakerText({
  circuitBreaker,
  breakerRollsBack,
}: Pick<Rollout, "circuitBreaker" | "breakerRollsBack">): string {
  if (!circuitBreaker) return "circuit breaker off";
  if (breakerRollsBack === undefined) return "circuit breaker on";
  return `circuit breaker on, ${breakerRollsBack ? "with" : "without"} rollback`;
}
