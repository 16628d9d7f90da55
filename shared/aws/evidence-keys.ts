import type { ValidationKey } from "../domain/evidence.ts";
import { deploymentNumber, parseServiceArn, type RolloutRef } from "../domain/rollout.ts";

/** The keys of the evidence table: all of a release is one Query on `RELEASE#<releaseId>`. */

export interface ItemKey {
  readonly PK: string;
  readonly SK: string;
}

export function releasePartition(releaseId: string): string {
  return `RELEASE#${releaseId}`;
}

/** `ROLLOUT#<region>#<cluster>/<service>#<n>`: the sort key of the rollout item and the beginning of everything below it. */
export function rolloutSort({ serviceArn, deploymentId }: RolloutRef): string {
  const name = parseServiceArn(serviceArn);
  return `ROLLOUT#${name?.region}#${name?.cluster}/${name?.service}#${deploymentNumber(deploymentId)}`;
}

export function rolloutKey({ releaseId, rollout }: ValidationKey): ItemKey {
  return { PK: releasePartition(releaseId), SK: rolloutSort(rollout) };
}

/** People's decisions lie apart from the evidence, so that a role which may write them can touch nothing else. */
export function decisionsPartition(releaseId: string): string {
  return `DECISIONS#${releaseId}`;
}

export function decisionKey({ releaseId, rollout }: ValidationKey, at: string, id: string): ItemKey {
  return { PK: decisionsPartition(releaseId), SK: [rolloutSort(rollout), "DECISION", at, id].join("#") };
}

/** What deploy jobs say of their applies lies apart from both: whoever may write it can touch no verdict, and decide nothing. */
export function appliesPartition(releaseId: string): string {
  return `APPLIED#${releaseId}`;
}

/** Not below a rollout: there may never be one. */
export function applyKey(releaseId: string, { region, service, id }: ApplyPlace & { readonly id: string }): ItemKey {
  return { PK: appliesPartition(releaseId), SK: `${appliesPrefix({ region, service })}${id}` };
}

/** The beginning of the sort keys of one place's applies. */
export function appliesPrefix({ region, service }: ApplyPlace): string {
  return `APPLY#${region}#${service}#`;
}

interface ApplyPlace {
  readonly region: string;
  readonly service: string;
}

/** A key below the rollout's own, e.g. `...#CHECK#migrations`. */
export function below(key: ValidationKey, ...parts: readonly string[]): ItemKey {
  return { PK: releasePartition(key.releaseId), SK: [rolloutSort(key.rollout), ...parts].join("#") };
}

/** Signal counter, task token and the way from an event to its validation. */
export function pointerKey({ serviceArn, deploymentId }: RolloutRef): ItemKey {
  return { PK: `ROLLOUT#${serviceArn}#${deploymentNumber(deploymentId)}`, SK: "POINTER" };
}

/** Partition and beginning of the sort keys of a rollout's tasks. */
export function tasksPrefix(rollout: RolloutRef): readonly [partition: string, sortPrefix: string] {
  return [pointerKey(rollout).PK, "TASK#"];
}

export function taskKey(rollout: RolloutRef, taskId: string): ItemKey {
  return { PK: pointerKey(rollout).PK, SK: `TASK#${taskId}` };
}

/** An event by which ECS told of the rollout. */
export function signalKey(rollout: RolloutRef, eventId: string): ItemKey {
  return { PK: pointerKey(rollout).PK, SK: `SIGNAL#${eventId}` };
}

/** When the validation is looked after; its index keys are there only while something is left to do. */
export function agendaKey(rollout: RolloutRef): ItemKey {
  return { PK: pointerKey(rollout).PK, SK: "AGENDA" };
}

export function currentKey(serviceArn: string): ItemKey {
  return { PK: `SERVICE#${serviceArn}`, SK: "CURRENT" };
}

/** Every service that was validated: its ARN is the sort key. */
export const servicesPartition = "SERVICES";

/** Partition of GSI1 with every rollout of a service, in the order of their starts. */
export function serviceRolloutsPartition(serviceArn: string): string {
  return `SERVICE#${serviceArn}`;
}

/** In a partition of its own, so that whoever registers releases needs no right on evidence (infra/pipeline-permissions.ts). */
export function registrationKey(serviceArn: string, taskDefinitionArn: string): ItemKey {
  return { PK: `REGISTERED#${serviceArn}`, SK: `RELEASE#${taskDefinitionArn}` };
}

export function statusItemKey(key: string): ItemKey {
  return { PK: `STATUS#${key}`, SK: "STATUS" };
}

export function leaseKey(group: string): ItemKey {
  return { PK: `LEASE#${group}`, SK: "LEASE" };
}

export const sweepKey: ItemKey = { PK: "RECONCILE", SK: "SWEEP" };
