import type { ContainerSpec } from "../ecs/cluster-state.ts";
import { lastSegment } from "../ecs/place.ts";
import { runtimeId } from "../ecs/task-changes.ts";
import type { Release, Service } from "./schema/service.ts";

type Container = Service["containers"][number];

/** The identity as variables, by the names that the validator knows. */
function identity({ id, commit, project, ref, pipelineId }: Release): Record<string, string> {
  return {
    RELEASE_ID: id,
    CI_COMMIT_SHA: commit,
    CI_PROJECT_ID: project,
    CI_COMMIT_REF_NAME: ref,
    ...(pipelineId === undefined ? {} : { CI_PIPELINE_ID: pipelineId }),
  };
}

/** The task definition of a release: its containers, stamped with its identity by the carrier that the release names. */
export function taskDefinitionOf(
  service: Service,
  release: Release,
): { readonly containers: readonly ContainerSpec[]; readonly tags: Readonly<Record<string, string>> } {
  return {
    containers: service.containers.map((container) => containerSpec(service, release, container)),
    tags: release.by === "taskDefinitionTags" ? identity(release) : {},
  };
}

/** Tags that the deploy sets on the service itself. */
export function serviceTagsOf(service: Service, release: Release): Readonly<Record<string, string>> {
  return release.by === "serviceTags" ? { ...service.tags, ...identity(release) } : service.tags;
}

function containerSpec(service: Service, release: Release, container: Container): ContainerSpec {
  const image = container.image ?? `${service.account}.dkr.ecr.${service.region}.amazonaws.com/${service.name}`;
  const logs = logsOf(service, container);
  return {
    name: container.name,
    image: `${image}:${release.by === "imageTag" ? release.commit : "latest"}`,
    essential: container.essential,
    environment: { ...(release.by === "environment" ? identity(release) : {}), ...container.environment },
    dockerLabels: {
      ...(release.by === "labels"
        ? { "org.opencontainers.image.version": release.id, "org.opencontainers.image.revision": release.commit }
        : {}),
      ...container.labels,
    },
    healthCheck: container.healthCheck,
    ...(container.versionConsistency === undefined ? {} : { versionConsistency: container.versionConsistency }),
    ...(logs === undefined ? {} : { logs }),
  };
}

function logsOf(service: Service, container: Container): ContainerSpec["logs"] {
  const { driver, mode } = container.logs;
  if (driver === "none") return undefined;
  if (driver !== "awslogs") return { driver, options: {} };
  const { group, region, prefix } = logPlace(service, container);
  const options = {
    "awslogs-group": group,
    "awslogs-region": region,
    ...(prefix !== undefined && { "awslogs-stream-prefix": prefix }),
    ...(mode !== undefined && { mode }),
  };
  return { driver, options };
}

/** Where a container's lines go. */
export function logPlace(
  service: Service,
  { logs }: Container,
): { readonly group: string; readonly region: string; readonly prefix: string | undefined } {
  return {
    group: logs.group ?? `/ecs/${service.name}`,
    region: logs.region ?? service.region,
    prefix: logs.prefix === "none" ? undefined : (logs.prefix ?? service.name),
  };
}

/** Lines of other drivers go where nobody here can read them. */
export function reachesCloudWatch({ logs }: Container): boolean {
  return logs.driver === "awslogs" || logs.driver === "awsfirelens";
}

/** The log stream of one task's container: named by the prefix, or the container's Docker id without one (docs/facts/ecs.md 4.2). */
export function logStream(service: Service, container: Container, task: string): string {
  const { prefix } = logPlace(service, container);
  if (prefix === undefined) return runtimeId(task, service.containers.indexOf(container));
  return `${prefix}/${container.name}/${lastSegment(task)}`;
}
