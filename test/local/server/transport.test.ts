import * as ecs from "@aws-sdk/client-ecs";
import { ClusterNotFoundException, DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { awsService } from "../../../local/server/aws-service.ts";
import type { EmbeddedServer } from "../../../local/server/embedded-server.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { ServiceError } from "../../../local/server/service-error.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";

const limits = { attempts: 3, connectMilliseconds: 1000, requestMilliseconds: 5000 };
let clock: VirtualClock;

beforeEach(() => {
  clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z") });
});
afterEach(() => clock.stop());

function anEcs(): EmbeddedServer {
  return awsService({
    name: "ecs",
    targetPrefix: "AmazonEC2ContainerServiceV20141113",
    contentType: "application/x-amz-json-1.1",
    shapes: ecs,
    operations: {
      DescribeServices: async ({ cluster, services }: ecs.DescribeServicesCommandInput, { region }) => {
        if (cluster === "gone") throw new ServiceError("ClusterNotFoundException", "Cluster not found.");
        return {
          services: services?.map((serviceName) => ({ serviceName, clusterArn: region, createdAt: new Date() })),
        };
      },
    },
  });
}

function aWorld(faults: readonly FaultRule[] = [], attempts = limits.attempts, server = anEcs()) {
  const plan = faultPlan(faults, { elapsedSeconds: clock.elapsedSeconds });
  const network = embeddedNetwork({ servers: { ecs: server }, faults: plan });
  const client = new ECSClient({
    region: "ap-southeast-2",
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    maxAttempts: attempts,
    requestHandler: embeddedTransport(network)({ ...limits, attempts }),
  });
  return { client, network, plan };
}

/** Sends one call and lets time pass until it is over. */
async function outcome(client: ECSClient, options: { cluster?: string; abortSignal?: AbortSignal } = {}) {
  let over = false;
  const { abortSignal, ...input } = options;
  const call = client
    .send(new DescribeServicesCommand({ services: ["a"], ...input }), abortSignal ? { abortSignal } : {})
    .then(
      (output) => ({ output, error: undefined }),
      (error: unknown) => ({ output: undefined, error: error as Error & { code?: string } }),
    )
    .finally(() => {
      over = true;
    });
  await clock.run(() => over, 600);
  return call;
}

const on = { service: "ecs", operation: "DescribeServices" };

describe("an SDK client over the embedded transport", () => {
  it("throws the service's real exception class", async () => {
    const { error } = await outcome(aWorld().client, { cluster: "gone" });

    expect(error).toBeInstanceOf(ClusterNotFoundException);
    expect(error).toMatchObject({ message: "Cluster not found.", $metadata: { httpStatusCode: 400, attempts: 1 } });
  });

  it.each([
    { fault: "throttled", name: "ThrottlingException", attempts: 3 },
    { fault: "unavailable", name: "ServiceUnavailableException", attempts: 3 },
    { fault: "internal", name: "ServerException", attempts: 3 },
    { fault: "denied", name: "AccessDeniedException", attempts: 1 },
    { fault: "reset", name: "TimeoutError", attempts: 3 },
    { fault: "lost-answer", name: "TimeoutError", attempts: 3 },
    { fault: "timeout", name: "TimeoutError", attempts: 3 },
    { fault: "unreachable", name: "TimeoutError", attempts: 3 },
    { fault: "malformed", name: "SyntaxError", attempts: 1 },
  ] as const)("sees $fault as $name after $attempts attempts", async ({ fault, name, attempts }) => {
    const { client, network, plan } = aWorld([{ ...on, fault }]);

    const { error } = await outcome(client);

    expect(error?.name).toBe(name);
    expect(network.calls()).toEqual({ "ecs:DescribeServices": attempts });
    expect(plan.counts()).toEqual({ [`ecs:DescribeServices ${fault}`]: attempts });
    expect(network.defects).toEqual([]);
  });

  it("names the denied action and who was denied", async () => {
    const { error } = await outcome(aWorld([{ ...on, fault: "denied" }]).client);

    expect(error?.message).toMatch(
      /^User: arn:aws:sts::\d{12}:assumed-role\/\S+ is not authorized to perform: ecs:DescribeServices on resource: arn:/,
    );
  });

  it("gives up a silent server after the request's limit and a dead one after the connection's", async () => {
    await outcome(aWorld([{ ...on, fault: "timeout" }], 1).client);
    expect(clock.elapsedSeconds()).toBe(5);

    const { error } = await outcome(aWorld([{ ...on, fault: "unreachable" }], 1).client);
    expect(clock.elapsedSeconds()).toBe(6);
    expect(error?.message).toContain("did not establish a connection");
  });

  it("ends at once when the caller aborts", async () => {
    const abort = new AbortController();
    clock.at(2, () => abort.abort());

    const { error } = await outcome(aWorld([{ ...on, fault: "timeout" }]).client, { abortSignal: abort.signal });

    expect(error?.name).toBe("AbortError");
    expect(clock.elapsedSeconds()).toBe(2);
  });

  it("recovers when only the first two attempts are struck, in virtual time", async () => {
    const { client, network } = aWorld([{ ...on, fault: "throttled", times: { first: 2 } }]);

    const { output } = await outcome(client);

    expect(output?.services?.[0]).toMatchObject({ serviceName: "a", clusterArn: "ap-southeast-2" });
    expect(network.calls()).toEqual({ "ecs:DescribeServices": 3 });
  });

  it("waits for a slow answer within its limit, and gets virtual dates", async () => {
    const { output } = await outcome(aWorld([{ ...on, fault: "slow", slowSeconds: 3 }]).client);

    expect(output?.services?.[0]?.createdAt).toEqual(new Date("2026-03-01T10:00:00.015Z"));
    expect(clock.elapsedSeconds()).toBe(3.015);
  });

  it("reports a mistake of the simulation as a defect, never as a retried failure only", async () => {
    const { client, network } = aWorld([], 3, async () => {
      throw new Error("bug");
    });

    await outcome(client);

    expect(network.defects).toHaveLength(1);
  });

  it("takes the same course again, back-off and all", async () => {
    const course = async (): Promise<unknown> => {
      clock.stop();
      clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z"), seed: 7 });
      const { client, plan } = aWorld([{ ...on, fault: "throttled", times: { share: 0.6 } }], 5);
      const ends: unknown[] = [];
      for (let call = 0; call < 10; call += 1) ends.push([(await outcome(client)).error?.name, clock.elapsedSeconds()]);
      return { ends, counts: plan.counts() };
    };

    expect(await course()).toEqual(await course());
  });

  it("makes 400 calls over 15 minutes in about a second", async () => {
    const { client, network } = aWorld();
    let over = false;
    const poll = async (): Promise<void> => {
      for (let call = 0; call < 400; call += 1) {
        await client.send(new DescribeServicesCommand({ services: ["a"] }));
        await clock.clock.sleep(2235);
      }
    };
    void poll().then(() => {
      over = true;
    });

    await clock.run(() => over, 1000);

    expect(clock.elapsedSeconds()).toBe(900);
    expect(network.calls()).toEqual({ "ecs:DescribeServices": 400 });
  });
});
