import { ECSClient } from "@aws-sdk/client-ecs";
import { afterEach, expect, it } from "vitest";
import { sweep } from "../../../functions/reconcile/sweep.ts";
import { ecsServer } from "../../../local/ecs/server.ts";
import { createService } from "../../../local/ecs/service-change.ts";
import { serviceCatalogue } from "../../../shared/aws/service-catalogue.ts";
import type { SweepPlace } from "../../../shared/ports/validations.ts";
import { aWorkflow } from "../../builders/function-bench.ts";
import { quietServices } from "../../builders/sweep-ports.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";
import { inVirtualTime, type VirtualWorld } from "../../local/in-virtual-time.ts";

let world: VirtualWorld;
afterEach(() => world.stop());

it("a walk through 600 services stays far inside the quotas of ECS, beside another tool that uses three quarters of them", async () => {
  const { cluster } = aCluster();
  for (let index = 1; index < 600; index += 1) {
    const wanted = { name: `service-${index}`, desired: 1, breaker: { enable: true, rollback: true } };
    cluster.apply((state, at) => createService(state, wanted, at));
  }
  // A service that was never deployed has no current deployment to describe.
  const described = cluster.state().services["shop"];
  if (described === undefined) throw new Error("The cluster lost its service.");
  // Nothing was deployed lately: only then a run takes as many services.
  const deployments = described.deployments.map((one) => ({ ...one, updatedAt: "2020-01-01T00:00:00.000Z" }));
  cluster.apply((state) => ({
    events: [],
    state: {
      ...state,
      services: Object.fromEntries(
        Object.values(state.services).map((service) => [
          service.name,
          { ...described, deployments, name: service.name, arn: service.arn },
        ]),
      ),
    },
  }));
  world = inVirtualTime({ ecs: ecsServer(cluster, { now: () => world.clock.clock.now() }) });
  const catalogue = serviceCatalogue(new ECSClient(world.client()));
  let place: SweepPlace | undefined;
  const run = sweep({
    ...quietServices,
    catalogue,
    places: {
      load: async () => place,
      save: async (next) => {
        place = next;
      },
    },
    validations: { of: async () => undefined },
    workflow: aWorkflow(),
    clock: world.clock.clock,
    random: Math.random,
  });
  let isOver = false;
  let refusedOthers = 0;
  // The other tool has spent the burst before.
  await world.done(Promise.all(Array.from({ length: 98 }, () => catalogue.describe("production", ["shop"]))));
  const other = (async () => {
    while (!isOver) {
      await world.clock.clock.sleep(1000 / 15);
      await catalogue.describe("production", ["shop"]).catch(() => {
        refusedOthers += 1;
      });
    }
  })();

  const startedAt = world.clock.elapsedSeconds();
  const callsBefore = world.network.calls()["ecs:ListServices"] ?? 0;
  const parts = [];
  do parts.push(await world.done(run()));
  while (place !== undefined);
  const seconds = world.clock.elapsedSeconds() - startedAt;
  isOver = true;
  await world.done(other);

  expect(parts.reduce((sum, { services }) => sum + services, 0)).toBe(600);
  expect(parts.every((part) => !part.throttled)).toBe(true);
  expect(parts).toHaveLength(6);
  expect(refusedOthers).toBe(0);
  expect((world.network.calls()["ecs:ListServices"] ?? 0) - callsBefore).toBe(12);
  // Six runs, one a minute: each is over long before the next one.
  expect(seconds / parts.length).toBeLessThan(20);
});
