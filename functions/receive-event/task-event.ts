import { keptReason } from "../../shared/domain/kept-reason.ts";
import type { RolloutRef } from "../../shared/domain/rollout.ts";
import type { Task } from "../../shared/domain/task.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { TaskEvent } from "../../shared/schema/events.ts";

/** The rollout that started the task: its service from cluster and group, its number from `startedBy`. */
export function rolloutOfTask({ id, detail }: TaskEvent): RolloutRef {
  const service = /^service:([A-Za-z0-9_-]{1,255})$/.exec(detail.group)?.[1];
  const cluster = /^(arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}):cluster\/([A-Za-z0-9_-]{1,255})$/.exec(detail.clusterArn);
  if (service === undefined || cluster === null) {
    throw new ValidatorError(
      "InvalidInput",
      `Task event ${id} belongs to no service: group ${detail.group.slice(0, 100)}`,
    );
  }
  return { serviceArn: `${cluster[1]}:service/${cluster[2]}/${service}`, deploymentId: detail.startedBy };
}

/** The task as the register keeps it; times become instants, `null` exit codes are left out, overrides and environment are never read. */
export function taskOfEvent(detail: TaskEvent["detail"]): Task {
  const { taskArn, taskDefinitionArn, startedBy, version, lastStatus, desiredStatus, stopCode, stoppedReason } = detail;
  return {
    taskArn,
    taskDefinitionArn,
    startedBy,
    version,
    lastStatus,
    desiredStatus,
    ...(stopCode !== undefined && { stopCode }),
    ...(stoppedReason !== undefined && { stoppedReason: keptReason(stoppedReason) }),
    ...times(detail),
    containers: detail.containers.slice(0, 50).map(({ exitCode, reason, ...container }) => ({
      name: container.name,
      ...(container.lastStatus !== undefined && { lastStatus: container.lastStatus }),
      ...(typeof exitCode === "number" && { exitCode }),
      ...(reason !== undefined && { reason: keptReason(reason) }),
      ...(container.imageDigest !== undefined && { imageDigest: container.imageDigest }),
      ...(container.runtimeId !== undefined && { runtimeId: container.runtimeId }),
    })),
  };
}

function times(detail: TaskEvent["detail"]): Partial<Task> {
  const names = ["createdAt", "startedAt", "stoppingAt", "stoppedAt"] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const at = Date.parse(detail[name] ?? "");
      return Number.isNaN(at) ? [] : [[name, new Date(at).toISOString()]];
    }),
  );
}
