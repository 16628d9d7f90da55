import type { ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { resolveRelease } from "../../shared/domain/identity.ts";
import { deploymentNumber, parseServiceArn, type Rollout, type RolloutRef } from "../../shared/domain/rollout.ts";

import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type {
  Clock,
  EcsReader,
  EvidenceStore,
  LogGroups,
  ProfileSource,
  Registrations,
  Signals,
  Validations,
} from "../../shared/ports.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import { containerSnapshots } from "./container-snapshots.ts";
import { type FoundRollout, findRollout } from "./find-rollout.ts";
import { openingFindings, openingNotes } from "./opening-notes.ts";

export interface OpenValidationPorts {
  readonly ecs: EcsReader;
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
    const record = standing ?? (await newRecord(ports, rollout, executionArn));
    if ("reason" in record) return { opened: false, reason: record.reason };
    const { key } = (await ports.evidence.open(record)).record;
    const findings = openingFindings(record, ports.clock.now());
    await ports.evidence.saveFindings(key, findings satisfies readonly Finding[]);
    await ports.evidence.addTimeline(key, [
      {
        at: record.rollout.startedAt,
        id: "rollout",
        text: `rollout ${rollout.deploymentId} of ${record.release.id} started`,
      },
      { at: record.openedAt, id: "opened", text: `validation opened with profile ${record.profile.source}` },
    ]);
    return { opened: true, validation: key, signals: await ports.signals.count(rollout) };
  };
}

async function newRecord(
  ports: OpenValidationPorts,
  rollout: RolloutRef,
  executionArn: string,
): Promise<ValidationRecord | { readonly reason: string }> {
  const found = await findRollout(ports.ecs, rollout);
  if ("reason" in found) return found;
  const name = parseServiceArn(rollout.serviceArn);
  const number = deploymentNumber(rollout.deploymentId);
  if (name === undefined || number === undefined)
    throw new ValidatorError("InvalidInput", `${rollout.serviceArn} ${rollout.deploymentId} names no rollout.`);
  const definition = await ports.ecs.taskDefinition(found.taskDefinitionArn);
  const { resolved, identityNames } = resolveProfile(
    await ports.profiles.find(name.cluster, name.service),
    name.service,
  );
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
    notes: openingNotes(release, resolved, { definition, containers: snapshot.containers }),
  };
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
