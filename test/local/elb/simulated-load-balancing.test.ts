import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClusterState, TaskRecord } from "../../../local/ecs/cluster-state.ts";
import { targetGroupArn } from "../../../local/ecs/place.ts";
import { usualKind } from "../../../local/ecs/service-kind.ts";
import { simulatedLoadBalancing } from "../../../local/elb/simulated-load-balancing.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const place = { region: home, account: "111122223333", cluster: "production" };
const shop = targetGroupArn(place, "shop");

function aTask(over: Partial<TaskRecord>): TaskRecord {
  return {
    service: "shop",
    lastStatus: "RUNNING",
    desiredStatus: "RUNNING",
    healthStatus: "HEALTHY",
    zone: "a",
    ...over,
  } as TaskRecord;
}

const tasks: readonly TaskRecord[] = [
  aTask({ lastStatus: "PENDING" }),
  aTask({}),
  aTask({ healthStatus: "UNKNOWN" }),
  aTask({ healthStatus: "UNHEALTHY" }),
  aTask({ desiredStatus: "STOPPED" }),
  aTask({ lastStatus: "DEACTIVATING", desiredStatus: "STOPPED" }),
  aTask({ lastStatus: "STOPPED", desiredStatus: "STOPPED" }),
  aTask({ service: "other" }),
];

const cluster = {
  place,
  services: { shop: { name: "shop", kind: { ...usualKind, targetGroups: ["shop"] } } },
  tasks: Object.fromEntries(tasks.map((task, index) => [`task-${index}`, task])),
} as unknown as ClusterState;

let world: VirtualWorld;
beforeEach(() => {
  world = inVirtualTime({ elasticloadbalancing: simulatedLoadBalancing(() => cluster) });
});
afterEach(() => world.stop());

describe("the simulated load balancing", () => {
  it("knows no target group that no service names", async () => {
    const client = new ElasticLoadBalancingV2Client(world.client());
    const other = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn(place, "other") });
    await expect(world.done(client.send(other))).rejects.toMatchObject({ name: "TargetGroupNotFoundException" });
  });

  it("refuses what it does not simulate", async () => {
    const client = new ElasticLoadBalancingV2Client(world.client());
    await expect(world.done(client.send(new DescribeTargetGroupsCommand({})))).rejects.toMatchObject({
      name: "InvalidAction",
    });
  });

  it("has a target for each task from RUNNING until it has drained", async () => {
    const client = new ElasticLoadBalancingV2Client(world.client());
    const answer = await world.done(client.send(new DescribeTargetHealthCommand({ TargetGroupArn: shop })));
    const targets = answer.TargetHealthDescriptions ?? [];
    expect(
      targets.map(({ Target, TargetHealth }) => [Target?.Id, Target?.Port, TargetHealth?.State, TargetHealth?.Reason]),
    ).toEqual([
      ["10.0.1.11", 8080, "healthy", undefined],
      ["10.0.1.12", 8080, "healthy", undefined],
      ["10.0.1.13", 8080, "unhealthy", "Target.FailedHealthChecks"],
      ["10.0.1.14", 8080, "draining", "Target.DeregistrationInProgress"],
      ["10.0.1.15", 8080, "draining", "Target.DeregistrationInProgress"],
    ]);
  });
});
