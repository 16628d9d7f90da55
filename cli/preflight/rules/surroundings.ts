import { digestOf, releaseContainer, repositoryOf, shortDigest, tagOf } from "../../../shared/domain/image.ts";
import type { ContainerFacts, SiblingFacts } from "../facts.ts";
import { byDefinition, type Judgement, listed, ok, type Rule, unread, warn } from "../rule.ts";

/** CPU and memory of the tasks are kept, so that a failure can be explained afterwards. */
export const insights: Rule = {
  group: "service",
  name: "insights",
  judge: ({ insights: read, service: { cluster } }) => {
    if (read.unread !== undefined) return unread(read);
    if (read.value === "enabled" || read.value === "enhanced") return ok(`${read.value} in ${cluster}`);
    return warn(
      `Container Insights is off in the cluster ${cluster}: no history of CPU and memory explains a failure`,
      "Set the cluster's setting containerInsights to enabled or enhanced; its metrics are charged.",
    );
  },
};

/** Services that run the same image run the same release: a worker left behind reads what the new code writes. */
export const siblings: Rule = {
  group: "release",
  name: "siblings",
  judge: (facts) =>
    byDefinition(facts, ({ containers }) => {
      const { siblings: read } = facts;
      if (read.unread !== undefined) return unread(read);
      // ECS takes no task definition without an essential container.
      const own = releaseContainer(containers);
      return own === undefined ? ok("no container carries the release") : besideOthers(own, read.value);
    }),
};

function besideOthers({ name, image }: ContainerFacts, others: readonly SiblingFacts[]): Judgement {
  const alike = others.flatMap(({ service, images }) =>
    images.filter((each) => repositoryOf(each) === repositoryOf(image)).map((each) => ({ service, image: each })),
  );
  if (alike.length === 0) return ok(`no other service of the cluster runs the image of ${name}`);
  const behind = alike.filter((each) => version(each.image) !== version(image));
  if (behind.length > 0)
    return warn(
      `of the same image, ${behind.map((each) => `${each.service} runs ${version(each.image)}`).join(", ")}, and ${name} of this service ${version(image)}`,
      "Deploy them together, or know that this is meant: code and queue or schema may no longer fit.",
    );
  const names = [...new Set(alike.map(({ service }) => service))];
  return ok(`${listed(names)} ${names.length === 1 ? "runs" : "run"} the same ${version(image)}`);
}

function version(image: string): string {
  const digest = digestOf(image);
  return tagOf(image) ?? (digest === undefined ? "latest" : shortDigest(digest));
}
