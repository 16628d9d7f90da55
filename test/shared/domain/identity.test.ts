import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultIdentityNames,
  type IdentityFacts,
  isFullSha,
  resolveRelease,
} from "../../../shared/domain/identity.ts";
import { isReleaseId } from "../../../shared/domain/names.ts";
import type { ContainerDefinition } from "../../../shared/domain/service-state.ts";
import { number, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aCommit } from "../../builders/a-status-intent.ts";

const otherCommit = "b".repeat(40);

function aDefinition(over: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: "app",
    image: "images.example.com:5000/shop",
    essential: true,
    hasHealthCheck: false,
    environment: {},
    dockerLabels: {},
    logOptions: {},
    ...over,
  };
}

function theFacts(
  containers: readonly Partial<ContainerDefinition>[] = [{}],
  over: Partial<IdentityFacts> & { readonly tags?: Readonly<Record<string, string>> } = {},
): IdentityFacts {
  const { tags = {}, ...rest } = over;
  return {
    taskDefinition: { arn: taskDefinitionArn, containers: containers.map(aDefinition), tags },
    serviceTags: {},
    service: "shop",
    number,
    names: defaultIdentityNames,
    ...rest,
  };
}

describe("a release without an identity", () => {
  it.each([
    { what: "nothing is stamped", container: {} },
    { what: "the image tag moves", container: { image: "shop:latest" } },
    { what: "the image tag moves, in capitals", container: { image: "shop:Production" } },
    { what: "the image has only a digest", container: { image: `shop@sha256:${"a".repeat(64)}` } },
    ...["stable", "main", "master", "develop", "production", "staging", "edge"].map((tag) => ({
      what: `the image tag ${tag} moves`,
      container: { image: `shop:${tag}` },
    })),
    { what: "there is no image", container: { image: "" } },
    { what: "the registry's port is no tag", container: { image: "registry:5000/shop" } },
    { what: "the value is empty", container: { environment: { RELEASE_ID: " " } } },
    { what: "the value has characters that would break a key", container: { environment: { RELEASE_ID: "v1#2" } } },
    { what: "the value is a forgotten variable", container: { environment: { RELEASE_ID: "$CI_COMMIT_TAG" } } },
    { what: "the value is too long", container: { environment: { RELEASE_ID: "v".repeat(129) } } },
    { what: "the commit is short", container: { environment: { CI_COMMIT_SHA: "d1a3f22" } } },
    { what: "only a sidecar's image has a tag", container: { essential: false, image: "agent:7.50" } },
  ])("is kept as unattributed: $what", ({ container }) => {
    expect(resolveRelease(theFacts([container]))).toEqual({ id: `unattributed#shop#${number}`, source: "none" });
  });

  it("still knows the project that the profile names", () => {
    expect(resolveRelease(theFacts([], { project: "group/shop" }))).toMatchObject({ project: "group/shop" });
  });

  it("never takes a name that every object has for a stamp", () => {
    const names = { ...defaultIdentityNames, release: ["constructor", "toString"], commit: ["__proto__"] };

    expect(resolveRelease(theFacts([{}], { names })).source).toBe("none");
  });
});

describe("the first carrier that names a release or a commit decides", () => {
  const environment = { RELEASE_ID: "from-environment" };
  const dockerLabels = { "org.opencontainers.image.version": "from-label" };
  const image = "shop:from-image";
  const tags = { RELEASE_ID: "from-task-definition" };
  const serviceTags = { RELEASE_ID: "from-service" };

  it.each([
    {
      id: "from-registration",
      source: "registration",
      facts: theFacts([{ environment }], { registered: { id: "from-registration", source: "none" } }),
    },
    {
      id: "from-environment",
      source: "container environment",
      facts: theFacts([{ environment, dockerLabels, image }], { tags, serviceTags }),
    },
    { id: "from-label", source: "docker labels", facts: theFacts([{ dockerLabels, image }], { tags, serviceTags }) },
    { id: "from-image", source: "image tag", facts: theFacts([{ image }], { tags, serviceTags }) },
    { id: "from-task-definition", source: "task definition tags", facts: theFacts([{}], { tags, serviceTags }) },
    { id: "from-service", source: "service tags", facts: theFacts([{}], { serviceTags }) },
  ])("$source", ({ id, source, facts }) => {
    expect(resolveRelease(facts)).toEqual({ id, source });
  });
});

describe("a stamped release", () => {
  it("has everything that the pipeline stamped, without blanks around it", () => {
    const environment = {
      RELEASE_ID: " v2.3.1 ",
      CI_COMMIT_SHA: aCommit.toUpperCase(),
      CI_PROJECT_ID: "77",
      CI_PIPELINE_ID: "4711",
      CI_COMMIT_REF_NAME: "release/2.3",
    };

    expect(resolveRelease(theFacts([{ environment }], { project: "group/other" }))).toEqual({
      id: "v2.3.1",
      source: "container environment",
      commit: aCommit,
      project: "77",
      pipelineId: "4711",
      ref: "release/2.3",
    });
  });

  it.each([
    { what: "a project that is no id or path", environment: { CI_PROJECT_ID: "a b" }, part: "project" },
    { what: "a pipeline that is no number", environment: { CI_PIPELINE_ID: "latest" }, part: "pipelineId" },
    { what: "a ref that is too long", environment: { CI_COMMIT_REF_NAME: "r".repeat(256) }, part: "ref" },
    { what: "an empty ref", environment: { CI_COMMIT_REF_NAME: "" }, part: "ref" },
  ])("goes without $what", ({ environment, part }) => {
    expect(resolveRelease(theFacts([{ environment: { RELEASE_ID: "v1", ...environment } }]))).not.toHaveProperty(part);
  });

  it("is known by its commit when nothing else names it", () => {
    expect(resolveRelease(theFacts([{ environment: { GIT_SHA: aCommit } }]))).toMatchObject({
      id: aCommit,
      commit: aCommit,
    });
    expect(resolveRelease(theFacts([{ image: `shop:${aCommit}@sha256:${"a".repeat(64)}` }]))).toMatchObject({
      id: aCommit,
      commit: aCommit,
      source: "image tag",
    });
  });

  it("is read from the essential containers first, then from the others", () => {
    const sidecar = { name: "agent", essential: false, environment: { RELEASE_ID: "agent-7", CI_PROJECT_ID: "88" } };

    expect(resolveRelease(theFacts([sidecar, { environment: { RELEASE_ID: "v1" } }]))).toMatchObject({
      id: "v1",
      project: "88",
    });
  });

  it("takes missing parts from later carriers of the same task definition", () => {
    const container = { environment: { RELEASE_ID: "v1" }, image: `shop:${aCommit}` };

    expect(resolveRelease(theFacts([container], { tags: { CI_PROJECT_ID: "77" } }))).toMatchObject({
      id: "v1",
      commit: aCommit,
      project: "77",
    });
  });

  it("takes no commit of another release from the service's tags, which a rollback leaves as they were, only the project", () => {
    const serviceTags = { RELEASE_ID: "v2", CI_COMMIT_SHA: otherCommit, CI_PIPELINE_ID: "9", CI_PROJECT_ID: "77" };
    const release = resolveRelease(theFacts([{ environment: { RELEASE_ID: "v1" } }], { serviceTags }));

    expect(release).toEqual({ id: "v1", source: "container environment", project: "77" });
    expect(resolveRelease(theFacts([{}], { serviceTags }))).toMatchObject({
      id: "v2",
      commit: otherCommit,
      pipelineId: "9",
    });
  });

  it("is stamped by any of the usual names", () => {
    for (const name of ["RELEASE_ID", "CI_COMMIT_TAG"]) {
      expect(resolveRelease(theFacts([{ environment: { [name]: "v1" } }]))).toMatchObject({ id: "v1" });
    }
    for (const name of ["CI_COMMIT_SHA", "GIT_SHA", "GIT_COMMIT"]) {
      expect(resolveRelease(theFacts([{ environment: { [name]: aCommit } }]))).toMatchObject({ commit: aCommit });
    }
    const dockerLabels = { "org.opencontainers.image.revision": aCommit };
    expect(resolveRelease(theFacts([{ dockerLabels }]))).toMatchObject({ commit: aCommit, source: "docker labels" });
  });

  it("takes each part from the first carrier that has it", () => {
    const environment = { RELEASE_ID: "v1", CI_PROJECT_ID: "1" };
    const facts = theFacts([{ environment }], {
      tags: { CI_PROJECT_ID: "2", CI_PIPELINE_ID: "22" },
      serviceTags: { CI_PROJECT_ID: "3" },
    });

    expect(resolveRelease(facts)).toMatchObject({ project: "1", pipelineId: "22" });
  });

  it.each([true, false])("has a ref of at most 255 characters: %s", (kept) => {
    const ref = "r".repeat(kept ? 255 : 256);

    expect("ref" in resolveRelease(theFacts([{ environment: { RELEASE_ID: "v1", CI_COMMIT_REF_NAME: ref } }]))).toBe(
      kept,
    );
  });

  it.each(["12a", "a12", "1".repeat(21)])("has no pipeline %s, as that is no number", (pipeline) => {
    const environment = { RELEASE_ID: "v1", CI_PIPELINE_ID: pipeline };

    expect(resolveRelease(theFacts([{ environment }]))).not.toHaveProperty("pipelineId");
  });

  it("obeys the names that a profile gives", () => {
    const names = { ...defaultIdentityNames, release: ["BUILD"] };

    expect(resolveRelease(theFacts([{ environment: { BUILD: "b7", RELEASE_ID: "v1" } }], { names })).id).toBe("b7");
  });
});

describe("any stamp", () => {
  it("gives an id that can stand in a key, and a full commit or none", () => {
    const stamp = fc.dictionary(
      fc.constantFrom(
        "RELEASE_ID",
        "CI_COMMIT_TAG",
        "GIT_SHA",
        "CI_PROJECT_ID",
        "CI_PIPELINE_ID",
        "CI_COMMIT_REF_NAME",
      ),
      fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constant(aCommit)),
    );
    fc.assert(
      fc.property(stamp, stamp, fc.string(), (environment, serviceTags, image) => {
        const release = resolveRelease(theFacts([{ environment, image }], { serviceTags }));
        expect(isReleaseId(release.id) || release.id === `unattributed#shop#${number}`).toBe(true);
        expect(release.commit === undefined || isFullSha(release.commit)).toBe(true);
      }),
    );
  });

  it.each([
    { sha: "a".repeat(39), full: false },
    { sha: "a".repeat(40), full: true },
    { sha: "A".repeat(64), full: true },
    { sha: "a".repeat(41), full: false },
    { sha: "g".repeat(40), full: false },
    { sha: ` ${"a".repeat(40)}`, full: false },
  ])("$sha is a full commit: $full", ({ sha, full }) => {
    expect(isFullSha(sha)).toBe(full);
  });
});
