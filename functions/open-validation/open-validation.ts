import { environmentOf } from "../../shared/domain/environment-of.ts";
import type { TimelineEntry, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import { resolveRelease } from "../../shared/domain/identity.ts";
import { graceSeconds, longestSeconds } from "../../shared/domain/longest-validation.ts";
import {
  deploymentNumber,
  parseServiceArn,
  type Rollout,
  type RolloutRef,
  type ServiceName,
} from "../../shared/domain/rollout.ts";

import type { TaskDefinition } from "../../shared/domain/service-state.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import { isPassing, ValidatorError } from "../../shared/errors.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { LogGroups } from "../../shared/ports/logs.ts";
import type { ProfileSource, Registrations } from "../../shared/ports/profiles.ts";
import type { RolloutLooks } from "../../shared/ports/rollout-looks.ts";
import type { Signals, TaskRegister, Validations } from "../../shared/ports/validations.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import { containerSnapshots } from "./container-snapshots.ts";
import { type FindRolloutPorts, findRollout } from "./find-rollout.ts";
import { openingFindings, openingNotes } from "./opening-notes.ts";
import { withReleasedDigest } from "./released-digests.ts";
import { replacedRollout } from "./replaced-rollout.ts";
import { markRolledBack } from "./rolled-back.ts";

export interface OpenValidationPorts extends FindRolloutPorts {
  readonly ecs: EcsReader;
  readonly register: Pick<TaskRegister, "tasks">;
  readonly logGroups: LogGroups;
  readonly profiles: ProfileSource;
  readonly registrations: Registrations;
  readonly validations: Validations;
  readonly evidence: EvidenceStore;
  readonly looks: Pick<RolloutLooks, "rollouts">;
  readonly signals: Signals;
  readonly clock: Clock;
}

export type OpenedValidation =
  | {
      readonly opened: true;
      readonly validation: ValidationKey;
      readonly signals: number;
      /** Whether the profile wants readings taken after the verdict. */
      readonly readings: boolean;
    }
  | { readonly opened: false; readonly reason: string };

/** Finds out who, what, which checks and until when, and opens the record with a snapshot of it all, because ECS forgets. */
export function openValidation(ports: OpenValidationPorts) {
  return async ({
    rollout,
    executionArn,
  }: {
    rollout: RolloutRef;
    executionArn: string;
  }): Promise<OpenedValidation> => {
    const earlier = await ports.validations.of(rollout);
    const standing = earlier && (await ports.evidence.record(earlier));
    if (standing !== undefined && standing.executionArn !== executionArn) {
      return {
        opened: false,
        reason: `${rollout.deploymentId} was validated before; this is its rollback or a late event`,
      };
    }
    const wanted = standing ?? (await newRecord(ports, rollout, executionArn));
    if ("reason" in wanted) return { opened: false, reason: wanted.reason };
    // A try that broke off may have opened it before: what stands is what counts.
    const { created, record } = await ports.evidence.open(wanted);
    if (!created) return { opened: false, reason: `${rollout.deploymentId} is validated by ${record.executionArn}` };
    await ports.evidence.saveFindings(record.key, openingFindings(record, record.openedAt));
    await ports.evidence.addTimeline(record.key, openingEntries(record));
    const readings = record.profile.readings !== undefined;
    return { opened: true, validation: record.key, signals: await ports.signals.count(rollout), readings };
  };
}

function openingEntries({ rollout, release, openedAt, profile }: ValidationRecord): readonly TimelineEntry[] {
  const started = `rollout ${rollout.deploymentId} of ${release.id} started`;
  return [
    { at: rollout.startedAt, id: "rollout", text: started },
    { at: openedAt, id: "opened", text: `validation opened with profile ${profile.source}` },
  ];
}

async function newRecord(
  ports: OpenValidationPorts,
  rollout: RolloutRef,
  executionArn: string,
): Promise<ValidationRecord | { readonly reason: string }> {
  const found = await findRollout(ports, rollout);
  if ("reason" in found) return found;
  const name = parseServiceArn(rollout.serviceArn);
  const number = deploymentNumber(rollout.deploymentId);
  if (name === undefined || number === undefined)
    throw new ValidatorError("InvalidInput", `${rollout.serviceArn} ${rollout.deploymentId} names no rollout.`);
  const { taskDefinitionArn = "unknown", startedAt, snapshot } = found;
  const { definition, denied } = await definitionOf(ports.ecs, found.taskDefinitionArn);
  const { resolved, identityNames, environments } = await profileOf(ports.profiles, name);
  const registered = await ports.registrations.find(rollout.serviceArn, taskDefinitionArn);
  const stated = resolveRelease({
    taskDefinition: definition ?? { arn: taskDefinitionArn, containers: [], tags: {} },
    serviceTags: found.serviceTags,
    service: name.service,
    number,
    names: identityNames,
    ...(registered !== undefined && { registered }),
    ...(resolved.gitlab?.project !== undefined && { project: resolved.gitlab.project }),
  });
  const snapshots = await containerSnapshots(ports.logGroups, definition, {
    region: name.region,
    ...(resolved.firelens !== undefined && { firelens: resolved.firelens }),
  });
  const { release, containers } = withReleasedDigest(stated, snapshots);
  const openedAt = ports.clock.now();
  const replaced = await replacedRollout(ports, rollout, startedAt);
  const opened: Rollout = { ...rollout, name, number, taskDefinitionArn, startedAt, ...snapshot, containers };
  const environment = environmentOf(environments, release, resolved.environment);
  const links = await markRolledBack(ports.looks, { release, rollout: opened, ...replaced }, environment);
  return {
    key: { releaseId: release.id, rollout },
    release,
    rollout: opened,
    profile: { ...resolved, environment },
    openedAt,
    deadline: addSeconds(later(openedAt, startedAt), longestOf(resolved, snapshot)),
    executionArn,
    ...(denied !== undefined && { denied }),
    ...links,
    notes: openingNotes(release, resolved, { definition, containers, ...links }),
  };
}

function longestOf(
  { rolloutWithinSeconds, logSeconds }: ValidationRecord["profile"],
  { plannedWaitSeconds = 0, hasLifecycleHooks }: Pick<Rollout, "plannedWaitSeconds" | "hasLifecycleHooks">,
): number {
  if (hasLifecycleHooks) return longestSeconds;
  return Math.min(longestSeconds, rolloutWithinSeconds + plannedWaitSeconds + logSeconds + graceSeconds);
}

/** A task definition that may not be read leaves release and logs unknown, and the rollout is validated all the same. */
async function definitionOf(
  ecs: EcsReader,
  arn: string | undefined,
): Promise<{ readonly definition: TaskDefinition | undefined; readonly denied?: string }> {
  if (arn === undefined) return { definition: undefined };
  try {
    return { definition: await ecs.taskDefinition(arn) };
  } catch (error) {
    if (!(error instanceof ValidatorError) || error.name !== "AccessDenied") throw error;
    return { definition: undefined, denied: error.message };
  }
}

/** A profile that may not be read is a profile that cannot be used: the rollout is validated all the same, and cannot pass. */
async function profileOf(
  profiles: ProfileSource,
  { cluster, service }: ServiceName,
): Promise<ReturnType<typeof resolveProfile>> {
  try {
    return resolveProfile(await profiles.find(cluster, service), service);
  } catch (error) {
    if (!(error instanceof ValidatorError) || isPassing(error)) throw error;
    const { resolved, ...others } = resolveProfile(undefined, service);
    return { ...others, resolved: { ...resolved, source: `of ${cluster}/${service}`, problems: [error.message] } };
  }
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
