import { resolveRelease } from "../../../shared/domain/identity.ts";
import { digestOf, movingImage, tagOf } from "../../../shared/domain/image.ts";
import type { Release } from "../../../shared/domain/release.ts";
import type { DefinitionFacts, PreflightFacts } from "../facts.ts";
import { byDefinition, essential, type Judgement, listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";

/** An image's name means the same image tomorrow. */
const imageTag: Rule = {
  group: "release",
  name: "image tag",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const containers = essential(definition);
      const next = "Deploy repository@sha256:..., or a tag that is written once: the version or the commit.";
      const moving = containers.flatMap(({ name, image }) => {
        const why = movingImage(image);
        return why === undefined ? [] : [`${name} ${why}`];
      });
      if (moving.length > 0) return warn(moving.join("; "), next);
      const loose = containers.filter(
        ({ image, isVersionConsistent }) => !isVersionConsistent && digestOf(image) === undefined,
      );
      if (loose.length > 0)
        return warn(
          `${listed(loose.map(({ name }) => name))}: version consistency is off, so each task pulls what the tag means then`,
          next,
        );
      return ok(
        containers
          .map(({ name, image }) => `${name} ${digestOf(image) ? "by digest" : `by the tag ${tagOf(image)}`}`)
          .join("; "),
      );
    }),
};

/** The release that a rollout of this task definition would be kept under. */
function releaseOf(facts: PreflightFacts, definition: DefinitionFacts): Release {
  const project = facts.resolved.gitlab?.project;
  return resolveRelease({
    taskDefinition: definition,
    serviceTags: facts.service.tags,
    service: facts.service.name,
    number: "0",
    names: facts.identityNames,
    ...(facts.registered.value !== undefined && { registered: facts.registered.value }),
    ...(project !== undefined && { project }),
  });
}

function byRelease(facts: PreflightFacts, judge: (release: Release) => Judgement): Judgement {
  return byDefinition(facts, (definition) => judge(releaseOf(facts, definition)));
}

/** Evidence can be found again under the release's own name. */
const identity: Rule = {
  group: "release",
  name: "release identity",
  judge: (facts) =>
    byRelease(facts, ({ id, source }) => {
      if (source !== "none") return ok(`${id}, by ${source}`);
      if (facts.registered.unread !== undefined) return unread(facts.registered);
      return ng(
        "nothing names the release: its evidence would be kept as unattributed",
        "Put RELEASE_ID and CI_COMMIT_SHA into the container's environment, or run `rollout-validator register` before the deploy.",
      );
    }),
};

/** The verdict can be set as a commit status. */
const commit: Rule = {
  group: "release",
  name: "commit",
  judge: (facts) =>
    byRelease(facts, (release) => {
      if (release.source === "none") return skip("no release identity");
      return release.commit === undefined
        ? warn("no full commit sha, so no commit status is set", "Put CI_COMMIT_SHA into the container's environment.")
        : ok(release.commit);
    }),
};

const project: Rule = {
  group: "release",
  name: "GitLab project",
  judge: (facts) =>
    byRelease(facts, (release) =>
      release.project === undefined
        ? warn(
            "no GitLab project, so no commit status is set",
            "Put CI_PROJECT_ID into the container's environment, or gitlab.project into the profile.",
          )
        : ok(release.project),
    ),
};

export const releaseRules = [imageTag, identity, commit, project];
