import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SweepPorts, sweep } from "../../../functions/reconcile/sweep.ts";
import { executionName } from "../../../shared/domain/execution-name.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { ServiceCatalogue } from "../../../shared/ports/ecs.ts";
import type { SweepPlace } from "../../../shared/ports/validations.ts";
import { aKey } from "../../builders/a-record.ts";
import { at, deploymentId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aWorkflow } from "../../builders/function-bench.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";
import { quietServices } from "../../builders/sweep-ports.ts";

const rollout = { serviceArn, deploymentId };
const pageSize = 50;

/** Clusters with so many services each, in pages of 50; every service has the rollout of `shop`, which began five minutes ago. */
function aCatalogue(sizes: readonly number[]) {
  const described: string[] = [];
  const arnsOf = (cluster: string): string[] =>
    Array.from({ length: sizes[Number(cluster.slice(1)) - 10] ?? 0 }, (_, index) => `${cluster}/${index}`);
  const catalogue: ServiceCatalogue = {
    clusters: async () => sizes.map((_, index) => `c${index + 10}`).reverse(),
    services: async (cluster, token = "0") => {
      const next = Number(token) + pageSize;
      const arns = arnsOf(cluster);
      return { arns: arns.slice(Number(token), next), ...(next < arns.length && { next: String(next) }) };
    },
    describe: async (_, arns) => {
      described.push(...arns);
      return arns.map((arn) =>
        aServiceState({
          serviceArn: arn,
          deployments: [{ id: deploymentId, status: "PRIMARY", desired: 2, running: 2, pending: 0, createdAt: at(0) }],
        }),
      );
    },
  };
  return { catalogue, described };
}

function aSweep(over: Partial<SweepPorts> & Pick<SweepPorts, "catalogue">) {
  let place: SweepPlace | undefined;
  const workflow = aWorkflow();
  const run = sweep({
    ...quietServices,
    places: {
      load: async () => place,
      save: async (next) => {
        place = next;
      },
    },
    validations: { of: async () => undefined },
    workflow,
    clock: aJumpingClock(at(300)),
    random: () => 0,
    ...over,
  });
  return { run, workflow, place: () => place };
}

const throttled = () => Promise.reject(new ValidatorError("DependencyThrottled", "Rate exceeded"));

describe("a walk that meets trouble", () => {
  it("stops when ECS throttles, and goes on from the same page", async () => {
    const { catalogue } = aCatalogue([70]);
    let calls = 0;
    const describe: ServiceCatalogue["describe"] = (cluster, arns) => {
      calls += 1;
      return calls === 7 ? throttled() : catalogue.describe(cluster, arns);
    };
    const { run, place } = aSweep({ catalogue: { ...catalogue, describe } });
    expect(await run()).toMatchObject({ services: 50, throttled: true });
    expect(place()).toEqual({ cluster: "c10", token: "50" });
    expect(await run()).toMatchObject({ services: 20, throttled: false });
  });

  it("walks nowhere when not even the clusters can be listed, and keeps its place", async () => {
    const { catalogue } = aCatalogue([160]);
    let isThrottled = false;
    const clusters = () => (isThrottled ? throttled() : catalogue.clusters());
    const { run, place } = aSweep({ catalogue: { ...catalogue, clusters } });
    await run();
    isThrottled = true;
    expect(await run()).toEqual({ services: 0, started: [], throttled: true });
    expect(place()).toEqual({ cluster: "c10", token: "100" });
  });

  it("passes over a cluster that is gone", async () => {
    const { catalogue } = aCatalogue([3, 4]);
    const services: ServiceCatalogue["services"] = (cluster, token) =>
      cluster === "c10" ? Promise.reject(new ValidatorError("NotFound", "gone")) : catalogue.services(cluster, token);
    expect(await aSweep({ catalogue: { ...catalogue, services } }).run()).toMatchObject({ services: 4 });
  });

  it("begins the cluster again when its token is no longer taken", async () => {
    const { catalogue } = aCatalogue([160]);
    const services: ServiceCatalogue["services"] = (cluster, token) =>
      token === "100"
        ? Promise.reject(new ValidatorError("DependencyRefused", "Invalid token"))
        : catalogue.services(cluster, token);
    const { run, place } = aSweep({ catalogue: { ...catalogue, services } });
    await run();
    expect(place()).toEqual({ cluster: "c10", token: "100" });
    expect(await run()).toMatchObject({ services: 100 });
  });

  it("fails when it may not look at all", async () => {
    const { catalogue } = aCatalogue([1]);
    const denied = () => Promise.reject(new ValidatorError("AccessDenied", "ecs:DescribeServices on shop was denied"));
    await expect(aSweep({ catalogue: { ...catalogue, describe: denied } }).run()).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });
});

describe("a walk", () => {
  it("comes to every service in turn, in parts of at most 149, however they lie in clusters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 260 }), { maxLength: 8 }), async (sizes) => {
        const { catalogue, described } = aCatalogue(sizes);
        const { run, place } = aSweep({ catalogue });
        let runs = 0;
        do {
          const before = described.length;
          const { services } = await run();
          expect(services).toBe(described.length - before);
          expect(services).toBeLessThan(150);
          runs += 1;
        } while (place() !== undefined);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(new Set(described).size).toBe(total);
        expect(described).toHaveLength(total);
        expect(runs).toBeLessThanOrEqual(Math.max(1, Math.ceil(total / 100)));
      }),
      { numRuns: 60 },
    );
  });

  it("starts the validation of a rollout that has none, by its fixed name", async () => {
    const shop = aServiceState({
      deployments: [{ id: deploymentId, status: "PRIMARY", desired: 2, running: 2, pending: 0, createdAt: at(0) }],
    });
    const catalogue = { ...aCatalogue([1]).catalogue, describe: async () => [shop] };
    const { run, workflow } = aSweep({ catalogue });
    expect(await run()).toMatchObject({ started: [rollout] });
    expect(workflow.started).toEqual([executionName(rollout)]);
  });

  it("tries again every seven minutes while executions end without opening anything", async () => {
    const shop = aServiceState({
      deployments: [{ id: deploymentId, status: "PRIMARY", desired: 2, running: 2, pending: 0, createdAt: at(0) }],
    });
    const clock = aJumpingClock(at(290));
    const { run, workflow } = aSweep({
      clock,
      catalogue: { ...aCatalogue([1]).catalogue, describe: async () => [shop] },
    });
    for (let minute = 5; minute <= 70; minute += 1) {
      await run();
      clock.pass(60);
    }
    const name = executionName(rollout);
    expect(workflow.started).toEqual([name, ...Array.from({ length: 9 }, (_, index) => `${name}-${index}`)]);
  });

  const gone = aServiceState({
    changedAt: at(60),
    deployments: [aDeploymentEntry({ id: olderId, createdAt: at(-9000) })],
  });
  const rolledBack = aServiceDeployment({
    status: "ROLLBACK_SUCCESSFUL",
    rollback: { startedAt: at(40) },
    finishedAt: at(60),
  });

  it("starts the validation of a rollout that was rolled back and has left the service", async () => {
    const catalogue = { ...aCatalogue([1]).catalogue, describe: async () => [gone] };
    const { run, workflow } = aSweep({ catalogue, ecs: { serviceDeployments: async () => [rolledBack] } });
    expect(await run()).toMatchObject({ started: [rollout] });
    expect(workflow.started).toEqual([executionName(rollout)]);
  });

  it("keeps how long the rollback of a validated rollout took", async () => {
    const saved: number[] = [];
    const evidence = {
      ...quietServices.evidence,
      saveRollback: async (_: unknown, seconds: number) => void saved.push(seconds),
    };
    const catalogue = { ...aCatalogue([1]).catalogue, describe: async () => [gone] };
    const validations = { of: async () => aKey() };
    await aSweep({ catalogue, evidence, validations, ecs: { serviceDeployments: async () => [rolledBack] } }).run();
    expect(saved).toEqual([20]);
  });

  it.each(["DependencyThrottled", "NotFound"] as const)(
    "goes on when a service's deployments cannot be read: %s",
    async (name) => {
      const shop = aServiceState({ changedAt: at(60), deployments: [aDeploymentEntry({ createdAt: at(0) })] });
      const catalogue = { ...aCatalogue([1]).catalogue, describe: async () => [shop] };
      const serviceDeployments = () => Promise.reject(new ValidatorError(name, "no"));
      expect(await aSweep({ catalogue, ecs: { serviceDeployments } }).run()).toMatchObject({
        started: [rollout],
        throttled: false,
      });
    },
  );

  it("takes fewer services when their deployments are read too", async () => {
    const { catalogue } = aCatalogue([200]);
    const describe: ServiceCatalogue["describe"] = async (cluster, arns) =>
      (await catalogue.describe(cluster, arns)).map((service) => ({ ...service, changedAt: at(200) }));
    expect(await aSweep({ catalogue: { ...catalogue, describe } }).run()).toMatchObject({ services: 50 });
  });

  it("starts nothing for a rollout that has a validation", async () => {
    const { catalogue } = aCatalogue([30]);
    const { run, workflow } = aSweep({ catalogue, validations: { of: async () => aKey() } });
    expect(await run()).toEqual({ services: 30, started: [], throttled: false });
    expect(workflow.started).toEqual([]);
  });
});

it("the name of a later try for the longest service and the longest number is one that Step Functions takes", () => {
  const longest = { serviceArn: `${serviceArn}${"x".repeat(200)}`, deploymentId: `ecs-svc/${"9".repeat(32)}` };
  expect(`${executionName(longest)}-9`.length).toBeLessThanOrEqual(80);
});
