/** What to do first where something else runs than was released, by the reason of the check that saw it. */
const nextSteps = [
  {
    pattern: /^wrong image: .*, released is /,
    nextStep:
      "Compare the digest that runs with the one that the pipeline pushed: either the tag was pushed again, or the release states another image. Deploy the right one by its digest.",
  },
  {
    pattern: /^wrong image: /,
    nextStep:
      "Find out what was pushed under the tag while the rollout went on, and deploy the right image by its digest.",
  },
  {
    pattern: /^never rolled: /,
    nextStep: "See in ECS whether the service took up the task definition of this release, and deploy it again.",
  },
] as const;

/** Undefined where the reason tells of something else. */
export function runningReleaseStep(reason: string): string | undefined {
  return nextSteps.find(({ pattern }) => pattern.test(reason))?.nextStep;
}
