import { ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { awsSiblings } from "../../../cli/preflight/aws-siblings.ts";
import { ecsServer } from "../../../local/ecs/server.ts";
import { createService } from "../../../local/ecs/service-change.ts";
import { startDeployment } from "../../../local/ecs/start-deployment.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";

/** The cluster of `shop` (4 tasks of shop:v1), and in it services that want as many tasks as told, on the image shop:v1. */
function siblingsOf(service: string, others: Readonly<Record<string, number>>, faults: readonly FaultRule[] = []) {
  const { apply, cluster } = aCluster();
  for (const [name, desired] of Object.entries(others)) {
    apply((state, at) => createService(state, { name, desired, breaker: { enable: true, rollback: true } }, at));
    const deployment = {
      service: name,
      number: "1",
      serviceDeploymentId: `D-${name}`,
      taskDefinitionArn: "arn:aws:ecs:ap-southeast-2:111122223333:task-definition/shop:1",
    };
    apply((state, at) => startDeployment(state, deployment, at));
  }
  const ecs = ecsServer(cluster, { now: () => "2026-03-01T10:00:00.000Z" });
  return awsSiblings(new ECSClient(embeddedClient({ ecs }, faults)))({ cluster: "production", service });
}

describe("the other services of a cluster", () => {
  it("are unread when one of the calls is denied", async () => {
    for (const operation of ["ListServices", "DescribeServices", "DescribeTaskDefinition"]) {
      const denied: readonly FaultRule[] = [{ service: "ecs", operation, fault: "denied" }];
      await expect(siblingsOf("shop", { worker: 1 }, denied)).rejects.toMatchObject({
        name: "AccessDenied",
        message: expect.stringContaining(`ecs:${operation}`),
      });
    }
  });

  it("are those that want tasks, with the images of their essential containers", async () => {
    expect(await siblingsOf("shop", { worker: 1, idle: 0, "my-shop": 2 })).toEqual([
      { service: "worker", images: ["shop:v1"] },
      { service: "my-shop", images: ["shop:v1"] },
    ]);
    expect(await siblingsOf("worker", { worker: 1 })).toEqual([{ service: "shop", images: ["shop:v1"] }]);
  });

  it("are asked for by ten, and not beyond the first fifty services", async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`worker-${index}`, 1]));

    expect(await siblingsOf("worker-0", many)).toHaveLength(49);
  });
});
