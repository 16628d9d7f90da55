import { ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { ecsServer } from "../../../local/ecs/server.ts";
import { createService } from "../../../local/ecs/service-change.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { serviceCatalogue } from "../../../shared/aws/service-catalogue.ts";
import { serviceArn } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";

const cluster = "arn:aws:ecs:ap-southeast-2:111122223333:cluster/production";

/** The cluster with `shop` and so many more services, which were never deployed. */
function aCatalogue(more: number, faults: readonly FaultRule[] = []) {
  const world = aCluster();
  for (let index = 0; index < more; index += 1)
    world.apply((state, at) =>
      createService(state, { name: `s${index}`, desired: 1, breaker: { enable: true, rollback: true } }, at),
    );
  const ecs = ecsServer(world.cluster, world.clock, { quotas: false });
  return serviceCatalogue(new ECSClient(embeddedClient({ ecs }, faults)));
}

describe("the service catalogue", () => {
  it.each([
    ["throttled", "DependencyThrottled"],
    ["denied", "AccessDenied"],
    ["unavailable", "DependencyUnavailable"],
  ] as const)("says %s as %s", async (fault, name) => {
    const catalogue = aCatalogue(0, [{ service: "ecs", fault, fromSeconds: 0 }]);
    await expect(catalogue.clusters()).rejects.toMatchObject({ name });
    await expect(catalogue.services(cluster)).rejects.toMatchObject({ name });
    await expect(catalogue.describe(cluster, [serviceArn])).rejects.toMatchObject({ name });
  });

  it("does not find a cluster that is gone, and refuses a token that ECS did not give", async () => {
    const catalogue = aCatalogue(0);
    await expect(catalogue.services(cluster.replace("production", "gone"))).rejects.toMatchObject({ name: "NotFound" });
    await expect(catalogue.services(cluster, "nonsense")).rejects.toMatchObject({ name: "DependencyRefused" });
  });

  it("gives every service once, page by page", async () => {
    const catalogue = aCatalogue(120);
    expect(await catalogue.clusters()).toEqual([cluster]);
    const found: string[] = [];
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const page = await catalogue.services(cluster, token);
      found.push(...page.arns);
      sizes.push(page.arns.length);
      token = page.next;
    } while (token !== undefined);
    expect(sizes).toEqual([50, 50, 21]);
    expect(new Set(found).size).toBe(121);
  });

  it("describes services, and leaves out those that are gone", async () => {
    const services = await aCatalogue(0).describe(cluster, [serviceArn, `${serviceArn}-gone`]);
    expect(services).toMatchObject([
      { serviceArn, controller: "ECS", status: "ACTIVE", deployments: [{ status: "PRIMARY" }] },
    ]);
  });
});
