import type { Service } from "@aws-sdk/client-ecs";

/** Target groups into which ECS puts a service's tasks: its own, those of the other colour, and those of its task sets. */
export function targetGroupArns({ loadBalancers = [], taskSets = [] }: Service): readonly string[] {
  const all = [...loadBalancers, ...taskSets.flatMap((taskSet) => taskSet.loadBalancers ?? [])];
  const arns = all.flatMap(({ targetGroupArn, advancedConfiguration }) => [
    targetGroupArn ?? [],
    advancedConfiguration?.alternateTargetGroupArn ?? [],
  ]);
  return [...new Set(arns.flat())];
}
