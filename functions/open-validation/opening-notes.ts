import type { ResolvedProfile, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { Release } from "../../shared/domain/release.ts";
import type { ContainerSnapshot, RolloutLinks } from "../../shared/domain/rollout.ts";
import type { TaskDefinition } from "../../shared/domain/service-state.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { replacesText } from "./replaced-rollout.ts";

interface Opening extends Pick<RolloutLinks, "replaces"> {
  readonly definition: TaskDefinition | undefined;
  readonly containers: readonly ContainerSnapshot[];
}

/** What the reader of the evidence must know about how the validation began. */
export function openingNotes(
  release: Release,
  profile: ResolvedProfile,
  { definition, containers, replaces }: Opening,
): readonly string[] {
  return [
    replaces !== undefined && replacesText(replaces),
    release.source === "none" &&
      "no release identity: no registration, no RELEASE_ID or commit in container environment, labels, image tag or tags; evidence is kept as unattributed and no commit status is set",
    release.source !== "none" &&
      release.commit === undefined &&
      "no full commit sha in the release identity, so no commit status is set",
    release.commit !== undefined &&
      release.project === undefined &&
      "no GitLab project in the release identity or profile, so no commit status is set",
    profile.source === "built-in default" &&
      "no profile found: validated with the built-in default, which checks task health only",
    profile.problems.length > 0 &&
      `profile ${profile.source} cannot be used: validated with the built-in default instead`,
    definition === undefined && "ECS cannot describe the task definition any more: containers and logs are unknown",
    ...containers.map(lossNote),
  ].filter((note) => typeof note === "string");
}

/** awslogs loses lines in non-blocking mode, the default since 25 June 2025, when its buffer is full. */
function lossNote({ name, logs }: ContainerSnapshot): string | false {
  if (logs?.driver !== "awslogs" || logs.mode === "blocking") return false;
  const mode =
    logs.mode === undefined ? "the account's default mode, non-blocking unless changed" : `${logs.mode} mode`;
  return `container ${name} logs in ${mode} (buffer ${logs.maxBufferSize ?? "10m"}): lines can be lost when the buffer is full`;
}

/**
 * A profile that cannot be used, a task definition that may not be read, or a rollout that cannot be judged at all is a finding of
 * its own: the verdict is then never a pass. The last one ends the validation at once.
 */
export function openingFindings({ profile, denied, rollout }: ValidationRecord, now: Instant): readonly Finding[] {
  const inconclusive = (name: string, reason: string): Finding => ({
    check: name,
    kind: name,
    mode: "gate",
    status: "inconclusive",
    reason: reason.slice(0, 4000),
    at: now,
  });
  return [
    ...(profile.problems.length > 0
      ? [inconclusive("profile", `profile ${profile.source} cannot be used: ${profile.problems.join("; ")}`)]
      : []),
    ...(denied !== undefined ? [inconclusive("task-definition", denied)] : []),
    ...(rollout.unvalidatable !== undefined
      ? [{ ...inconclusive("rollout", rollout.unvalidatable), isOver: true as const }]
      : []),
  ];
}
