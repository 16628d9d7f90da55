import { ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { ecsServer } from "../../../local/ecs/server.ts";
import { registerTaskDefinition } from "../../../local/ecs/service-change.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { serviceRevisions } from "../../../shared/aws/service-revisions.ts";
import { number } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";

const revisionArn = `arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/${number}`;

/** The rollout's third task definition has the containers `app` and, without version consistency, `proxy`. */
function revisionsOf(faults: readonly FaultRule[] = []) {
  const world = aCluster();
  const container = { essential: true, environment: {}, dockerLabels: {}, healthCheck: false };
  world.apply((state, at) =>
    registerTaskDefinition(
      state,
      {
        family: "shop",
        containers: [
          { ...container, name: "app", image: "shop:v4" },
          { ...container, name: "proxy", image: "proxy:v1", versionConsistency: "disabled" },
        ],
        tags: {},
      },
      at,
    ),
  );
  world.deploy(number, 4);
  const ecs = ecsServer(world.cluster, world.clock, { quotas: false });
  return { world, revisions: serviceRevisions(new ECSClient(embeddedClient({ ecs }, faults))) };
}

describe("the digests of a service revision", () => {
  it("are refused with the name of the action", async () => {
    const { revisions } = revisionsOf([{ service: "ecs", operation: "DescribeServiceRevisions", fault: "denied" }]);

    await expect(revisions.imageDigests(revisionArn)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(/^ecs:DescribeServiceRevisions on arn:aws:ecs:/),
    });
  });

  it("are undefined for a revision that ECS cannot describe", async () => {
    expect(await revisionsOf().revisions.imageDigests(`${revisionArn}0`)).toBeUndefined();
  });

  it("are those that the tasks run, without the containers whose tag was not resolved", async () => {
    const { world, revisions } = revisionsOf();
    const arn = world.run("n1", `ecs-svc/${number}`, 4);
    const ran = world.cluster.state().tasks[arn]?.containers.map(({ imageDigest }) => imageDigest);

    expect(ran).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/), expect.stringMatching(/^sha256:/)]);
    expect(await revisions.imageDigests(revisionArn)).toEqual({ app: ran?.[0] });
  });
});
