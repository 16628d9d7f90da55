import {
  ClientException,
  ClusterNotFoundException,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  InvalidParameterException,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  ServiceNotFoundException,
} from "@aws-sdk/client-ecs";
import { HttpResponse } from "@smithy/core/protocols";
import { describe, expect, it } from "vitest";
import { ecsServer } from "../../../local/ecs/server.ts";
import { taskStopped } from "../../../local/ecs/task-changes.ts";
import { aCluster, newId, oldId, place } from "./a-cluster.ts";

const shopArn = "arn:aws:ecs:ap-southeast-2:111122223333:service/production/shop";
const cluster = place.cluster;

/** A real SDK client whose requests go straight into the simulated ECS. */
function aClient(world: ReturnType<typeof aCluster>, quotas = false): ECSClient {
  const server = ecsServer(world.cluster, world.clock, { quotas });
  return new ECSClient({
    region: place.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: {
      async handle({ headers, body }: { headers: Record<string, string>; body: string }) {
        const response = await server(new Request("https://ecs.test/", { method: "POST", headers, body }));
        return {
          response: new HttpResponse({
            statusCode: response.status,
            headers: Object.fromEntries(response.headers),
            body: new Uint8Array(await response.arrayBuffer()),
          }),
        };
      },
    },
  });
}

describe("the simulated ECS refuses", () => {
  const client = aClient(aCluster());

  it.each([
    [
      "a cluster that does not exist",
      new DescribeServicesCommand({ cluster: "other", services: ["shop"] }),
      ClusterNotFoundException,
    ],
    [
      "the default cluster when none is named",
      new DescribeServicesCommand({ services: ["shop"] }),
      ClusterNotFoundException,
    ],
    [
      "more than 10 services",
      new DescribeServicesCommand({ cluster, services: Array.from({ length: 11 }, (_, n) => `s${n}`) }),
      InvalidParameterException,
    ],
    [
      "more than 100 tasks",
      new DescribeTasksCommand({ cluster, tasks: Array.from({ length: 101 }, (_, n) => `t${n}`) }),
      InvalidParameterException,
    ],
    [
      "more than 20 service deployments",
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: Array.from({ length: 21 }, (_, n) => `a${n}`) }),
      InvalidParameterException,
    ],
    [
      "startedBy with the service",
      new ListTasksCommand({ cluster, startedBy: newId, serviceName: "shop" }),
      InvalidParameterException,
    ],
    [
      "startedBy with a desired status",
      new ListTasksCommand({ cluster, startedBy: newId, desiredStatus: "STOPPED" }),
      InvalidParameterException,
    ],
    [
      "the tasks of a service that does not exist",
      new ListTasksCommand({ cluster, serviceName: "none" }),
      ServiceNotFoundException,
    ],
    [
      "the deployments of a service that does not exist",
      new ListServiceDeploymentsCommand({ cluster, service: "none" }),
      ServiceNotFoundException,
    ],
    [
      "a task definition that does not exist",
      new DescribeTaskDefinitionCommand({ taskDefinition: "none:1" }),
      ClientException,
    ],
    ["pages of more than 100", new ListTasksCommand({ cluster, maxResults: 101 }), InvalidParameterException],
  ])("%s", async (_, command, error) => {
    await expect(client.send(command as ListTasksCommand)).rejects.toBeInstanceOf(error);
  });

  it("calls beyond its quota", async () => {
    const hurried = aClient(aCluster(), true);
    const calls = await Promise.allSettled(
      Array.from({ length: 51 }, () => hurried.send(new DescribeTaskDefinitionCommand({ taskDefinition: "shop" }))),
    );
    expect(calls.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { name: "ThrottlingException" } },
    ]);
  });
});

describe("the simulated ECS", () => {
  it("names what it does not know as MISSING in a good answer", async () => {
    const client = aClient(aCluster());
    const { services, failures } = await client.send(
      new DescribeServicesCommand({ cluster, services: ["shop", "none"] }),
    );
    expect(services).toHaveLength(1);
    expect(failures).toEqual([{ arn: shopArn.replace("shop", "none"), reason: "MISSING" }]);
    expect(await client.send(new DescribeTasksCommand({ cluster, tasks: ["gone"] }))).toMatchObject({
      tasks: [],
      failures: [{ reason: "MISSING" }],
    });
  });

  it("leads from a service to its service deployment and to the revision that ends in <n>", async () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    world.run("n1");
    world.start("n2");
    const client = aClient(world);
    const { services } = await client.send(
      new DescribeServicesCommand({ cluster, services: [shopArn], include: ["TAGS"] }),
    );
    expect(services?.[0]?.deployments).toMatchObject([
      { id: newId, status: "PRIMARY", desiredCount: 4, runningCount: 1, pendingCount: 1, rolloutState: "IN_PROGRESS" },
      { id: oldId, status: "ACTIVE", runningCount: 4 },
    ]);
    const arn = services?.[0]?.currentServiceDeployment ?? "";
    const { serviceDeployments } = await client.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn, `${arn}x`] }),
    );
    expect(serviceDeployments).toMatchObject([
      {
        status: "IN_PROGRESS",
        targetServiceRevision: {
          arn: "arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/1571272475813219068",
          requestedTaskCount: 4,
          runningTaskCount: 1,
          pendingTaskCount: 1,
        },
        deploymentCircuitBreaker: { status: "MONITORING", failureCount: 0, threshold: 3 },
      },
    ]);
    const page = await client.send(new ListServiceDeploymentsCommand({ cluster, service: "shop", maxResults: 1 }));
    expect(page.serviceDeployments).toMatchObject([{ serviceDeploymentArn: arn, status: "IN_PROGRESS" }]);
    const rest = await client.send(
      new ListServiceDeploymentsCommand({ cluster, service: "shop", nextToken: page.nextToken }),
    );
    expect(rest.serviceDeployments).toMatchObject([{ status: "SUCCESSFUL" }]);
  });

  it("forgets a stopped task after an hour", async () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    const arn = world.run("n1");
    world.apply((state, at) =>
      taskStopped(
        state,
        {
          arn,
          stopCode: "EssentialContainerExited",
          stoppedReason: "Essential container in task exited",
          containers: { app: { exitCode: 1 } },
        },
        at,
      ),
    );
    const client = aClient(world);
    const stopped = new ListTasksCommand({ cluster, serviceName: "shop", desiredStatus: "STOPPED" });

    world.wait(3599);
    expect((await client.send(stopped)).taskArns).toEqual([arn]);
    expect((await client.send(new DescribeTasksCommand({ cluster, tasks: [arn] }))).tasks).toMatchObject([
      { lastStatus: "STOPPED", containers: [{ exitCode: 1 }] },
    ]);
    world.wait(1);
    expect((await client.send(stopped)).taskArns).toEqual([]);
  });

  it("shows a change only after its consistency delay", async () => {
    const world = aCluster({ consistencySeconds: 3 });
    world.wait(60);
    world.deploy("1571272475813219068", 2);
    const client = aClient(world);
    const primary = async () =>
      (await client.send(new DescribeServicesCommand({ cluster, services: ["shop"] }))).services?.[0]?.deployments?.[0]
        ?.id;

    world.wait(2.9);
    expect(await primary()).toBe(oldId);
    world.wait(0.1);
    expect(await primary()).toBe(newId);
  });

  it("shows task definition tags only to who asks for them", async () => {
    const client = aClient(aCluster());
    expect(await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: "shop:2" }))).not.toHaveProperty(
      "tags",
    );
    const { taskDefinition, tags } = await client.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: "shop", include: ["TAGS"] }),
    );
    expect(tags).toEqual([{ key: "team", value: "shop" }]);
    expect(taskDefinition).toMatchObject({
      revision: 3,
      containerDefinitions: [{ image: "shop:v3", logConfiguration: { logDriver: "awslogs" } }],
    });
  });
});
