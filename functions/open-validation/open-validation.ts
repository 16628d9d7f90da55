import type { TimelineEntry, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import { resolveRelease } from "../../shared/domain/identity.ts";
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
import type {
  Clock,
  EcsReader,
  EvidenceStore,
  LogGroups,
  ProfileSource,
  Registrations,
  Signals,
  TaskRegister,
  Validations,
} from "../../shared/ports.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import { containerSnapshots } from "./container-snapshots.ts";
import { type FoundRollout, findRollout } from "./find-rollout.ts";
import { openingFindings, openingNotes } from "./opening-notes.ts";

export interface OpenValidationPorts {
  readonly ecs: EcsReader;
  readonly register: Pick<TaskRegister, "tasks">;
  readonly logGroups: LogGroups;
  readonly profiles: ProfileSource;
  readonly registrations: Registrations;
  readonly validations: Validations;
  readonly evidence: EvidenceStore;
  readonly signals: Signals;
  readonly clock: Clock;
}

export type OpenedValidation =
  | { readonly opened: true; readonly validation: ValidationKey; readonly signals: number }
  | { readonly opened: false; readonly reason: string };

/** After its last deadline a validation gets this much longer, for readers that were blind. */
const graceSeconds = 300;

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
    return { opened: true, validation: record.key, signals: await ports.signals.count(rollout) };
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
  const { definition, denied } = await definitionOf(ports.ecs, found.taskDefinitionArn);
  const { resolved, identityNames } = await profileOf(ports.profiles, name);
  const registered = await ports.registrations.find(rollout.serviceArn, found.taskDefinitionArn);
  const release = resolveRelease({
    taskDefinition: definition ?? { arn: found.taskDefinitionArn, containers: [], tags: {} },
    serviceTags: found.service.tags,
    service: name.service,
    number,
    names: identityNames,
    ...(registered !== undefined && { registered }),
    ...(resolved.gitlab?.project !== undefined && { project: resolved.gitlab.project }),
  });
  const openedAt = ports.clock.now();
  const snapshot: Rollout = {
    ...rollout,
    name,
    number,
    ...describe(found),
    containers: await containerSnapshots(ports.logGroups, definition, name.region),
  };
  return {
    key: { releaseId: release.id, rollout },
    release,
    rollout: snapshot,
    profile: resolved,
    openedAt,
    deadline: addSeconds(
      later(openedAt, snapshot.startedAt),
      resolved.rolloutWithinSeconds + resolved.logSeconds + graceSeconds,
    ),
    executionArn,
    ...(denied !== undefined && { denied }),
    notes: openingNotes(release, resolved, { definition, containers: snapshot.containers }),
  };
}

/** A task definition that may not be read leaves release and logs unknown, and the rollout is validated all the same. */
async function definitionOf(
  ecs: EcsReader,
  arn: string,
): Promise<{ readonly definition: TaskDefinition | undefined; readonly denied?: string }> {
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
    const { resolved, identityNames } = resolveProfile(undefined, service);
    return { resolved: { ...resolved, source: `of ${cluster}/${service}`, problems: [error.message] }, identityNames };
  }
}

function describe({
  service,
  deployment,
  entry,
  taskDefinitionArn,
  startedAt,
}: FoundRollout): Omit<Rollout, keyof RolloutRef | "name" | "number" | "containers"> {
  return {
    ...(deployment !== undefined && { serviceDeploymentArn: deployment.arn }),
    taskDefinitionArn,
    startedAt,
    desiredCount: entry?.desired ?? service.desired,
    strategy: service.strategy,
    circuitBreaker: service.circuitBreaker,
  };
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
