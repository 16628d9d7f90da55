import { isMovingTag, tagOf } from "./image.ts";
import { isProject, isReleaseId } from "./names.ts";
import type { IdentitySource, Release } from "./release.ts";
import type { TaskDefinition } from "./service-state.ts";

/** Names under which teams stamp a release; a profile can replace each list. */
export interface IdentityNames {
  readonly release: readonly string[];
  readonly commit: readonly string[];
  readonly project: readonly string[];
  readonly pipeline: readonly string[];
  readonly ref: readonly string[];
}

export const defaultIdentityNames: IdentityNames = {
  release: ["RELEASE_ID", "CI_COMMIT_TAG"],
  commit: ["CI_COMMIT_SHA", "GIT_SHA", "GIT_COMMIT"],
  project: ["CI_PROJECT_ID"],
  pipeline: ["CI_PIPELINE_ID"],
  ref: ["CI_COMMIT_REF_NAME"],
};

const labelNames: IdentityNames = {
  release: ["org.opencontainers.image.version"],
  commit: ["org.opencontainers.image.revision"],
  project: [],
  pipeline: [],
  ref: [],
};

export interface IdentityFacts {
  readonly registered?: Release;
  readonly taskDefinition: TaskDefinition;
  readonly serviceTags: Readonly<Record<string, string>>;
  readonly service: string;
  /** The `<n>` of the rollout. */
  readonly number: string;
  readonly names: IdentityNames;
  /** The project that the profile names, when no carrier does. */
  readonly project?: string;
}

type Parts = Partial<Record<keyof IdentityNames, string>>;

/**
 * Who was shipped. The first source that names a release or a commit decides; missing parts (project, pipeline, commit)
 * are filled from the later ones. Without any the evidence is kept under `unattributed#<service>#<n>`.
 */
export function resolveRelease(facts: IdentityFacts): Release {
  if (facts.registered) return { ...facts.registered, source: "registration" };
  const sources = carriers(facts);
  const deciding = sources.find(([, parts]) => parts.release !== undefined || parts.commit !== undefined);
  const merged: Parts = Object.assign({}, ...sources.map((carrier) => partsTold(carrier, deciding)).reverse());
  const id = deciding?.[1].release ?? deciding?.[1].commit;
  const project = merged.project ?? facts.project;
  return {
    id: id ?? `unattributed#${facts.service}#${facts.number}`,
    source: deciding?.[0] ?? "none",
    ...(id !== undefined && merged.commit !== undefined && { commit: merged.commit }),
    ...(project !== undefined && { project }),
    ...(merged.pipeline !== undefined && { pipelineId: merged.pipeline }),
    ...(merged.ref !== undefined && { ref: merged.ref }),
  };
}

type Carrier = readonly [source: IdentitySource, parts: Parts];

/**
 * Service tags change apart from the task definition, and a rollback leaves them as they were: of a release that another
 * carrier names they tell the project only.
 */
function partsTold([source, parts]: Carrier, deciding: Carrier | undefined): Parts {
  if (source !== "service tags" || deciding?.[0] === source) return parts;
  return parts.project === undefined ? {} : { project: parts.project };
}

function carriers({ taskDefinition, serviceTags, names }: IdentityFacts): readonly Carrier[] {
  const containers = [...taskDefinition.containers].sort(
    (one, other) => Number(other.essential) - Number(one.essential),
  );
  return [
    [
      "container environment",
      firstParts(
        containers.map((container) => container.environment),
        names,
      ),
    ],
    [
      "docker labels",
      firstParts(
        containers.map((container) => container.dockerLabels),
        labelNames,
      ),
    ],
    ["image tag", imageParts(containers.find((container) => container.essential)?.image ?? "")],
    ["task definition tags", firstParts([taskDefinition.tags], names)],
    ["service tags", firstParts([serviceTags], names)],
  ];
}

function firstParts(maps: readonly Readonly<Record<string, string>>[], names: IdentityNames): Parts {
  const value = (wanted: readonly string[], valid: (text: string) => boolean): string | undefined =>
    maps
      .flatMap((map) => wanted.map((name) => (Object.hasOwn(map, name) ? map[name]?.trim() : undefined)))
      .find((text) => text !== undefined && valid(text));
  const found: Record<keyof IdentityNames, string | undefined> = {
    release: value(names.release, isReleaseId),
    commit: value(names.commit, isFullSha)?.toLowerCase(),
    project: value(names.project, isProject),
    pipeline: value(names.pipeline, (text) => /^\d{1,20}$/.test(text)),
    ref: value(names.ref, (text) => text.length > 0 && text.length <= 255),
  };
  return withoutUndefined(found);
}

function imageParts(image: string): Parts {
  const tag = tagOf(image);
  if (tag === undefined || isMovingTag(tag)) return {};
  return isFullSha(tag) ? { commit: tag.toLowerCase() } : { release: tag };
}

/** GitLab wants the whole sha: SHA-1 or SHA-256. */
export function isFullSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}

function withoutUndefined(parts: Record<keyof IdentityNames, string | undefined>): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
