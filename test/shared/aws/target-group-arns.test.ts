import { describe, expect, it } from "vitest";
import { targetGroupArns } from "../../../shared/aws/target-group-arns.ts";

const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:ap-southeast-2:111122223333:targetgroup/${name}/73e2d6bc24d8a067`;

describe("the target groups of a service", () => {
  it("are none behind a classic load balancer, or behind none at all", () => {
    expect(targetGroupArns({})).toEqual([]);
    expect(targetGroupArns({ loadBalancers: [{ loadBalancerName: "classic" }] })).toEqual([]);
  });

  it("are those of both colours of a blue/green service", () => {
    const advancedConfiguration = { alternateTargetGroupArn: arn("green") };
    const loadBalancers = [{ targetGroupArn: arn("blue"), advancedConfiguration }];
    expect(targetGroupArns({ loadBalancers })).toEqual([arn("blue"), arn("green")]);
  });

  it("are those of the task sets, each once", () => {
    const taskSets = [arn("blue"), arn("green"), arn("blue")].map((targetGroupArn) => ({
      loadBalancers: [{ targetGroupArn }],
    }));
    expect(targetGroupArns({ taskSets })).toEqual([arn("blue"), arn("green")]);
  });
});
