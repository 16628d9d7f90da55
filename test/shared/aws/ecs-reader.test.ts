import { ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { ecsServer } from "../../../local/ecs/server.ts";
import { taskStopped } from "../../../local/ecs/task-changes.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { ecsReader } from "../../../shared/aws/ecs-reader.ts";
import { serviceDeployment, serviceState, task } from "../../../shared/aws/ecs-shapes.ts";
import { deploymentId, number, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";

const rollout = { serviceArn, deploymentId };
const none = new Set<string>();
const definitionArn = "arn:aws:ecs:ap-southeast-2:111122223333:task-definition/shop:2";

function aReader(world = aCluster(), faults: readonly FaultRule[] = []) {
  const ecs = ecsServer(world.cluster, world.clock, { quotas: false });
  return ecsReader(new ECSClient(embeddedClient({ ecs }, faults)));
}

/** The cluster after the rollout has begun: `n1` runs, `n2` has stopped, `n3` starts; four old tasks run. */
function theRollout() {
  const world = aCluster();
  world.wait(3600);
  world.deploy(number, 2);
  world.run("n1");
  const arn = world.run("n2");
  world.start("n3");
  const stop = { stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" };
  world.apply((state, at) => taskStopped(state, { arn, ...stop, containers: { app: { exitCode: 1 } } }, at));
  return { world, stoppedArn: arn };
}

describe("what ECS does not know", () => {
  const ecs = aReader();

  it("is undefined: a service, its cluster, a service deployment, a task definition", async () => {
    expect(await ecs.service(`${serviceArn}2`)).toBeUndefined();
    expect(await ecs.service(serviceArn.replace("production", "other"))).toBeUndefined();
    expect(
      await ecs.serviceDeployment("arn:aws:ecs:ap-southeast-2:111122223333:service-deployment/production/shop/none"),
    ).toBeUndefined();
    expect(await ecs.taskDefinition(definitionArn.replace(":2", ":99"))).toBeUndefined();
  });

  it("is not found: the deployments and the tasks of a service that is gone", async () => {
    await expect(ecs.serviceDeployments(`${serviceArn}2`)).rejects.toMatchObject({ name: "NotFound" });
    await expect(ecs.tasks({ ...rollout, serviceArn: `${serviceArn}2` }, none)).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("is invalid when it is no service", async () => {
    await expect(ecs.service("arn:aws:ecs:x")).rejects.toMatchObject({ name: "InvalidInput" });
  });
});

describe("a fault of ECS", () => {
  it.each([
    { fault: "throttled", name: "DependencyThrottled" },
    { fault: "internal", name: "DependencyUnavailable" },
    { fault: "malformed", name: "DependencyUnavailable" },
    { fault: "denied", name: "AccessDenied" },
  ] as const)("$fault is $name, with action and resource", async ({ fault, name }) => {
    const ecs = aReader(aCluster(), [{ service: "ecs", fault }]);

    await expect(ecs.service(serviceArn)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(`ecs:DescribeServices on ${serviceArn} `),
    });
    await expect(ecs.tasks(rollout, none)).rejects.toMatchObject({
      name,
      message: expect.stringContaining("ecs:ListTasks on production "),
    });
    await expect(ecs.taskDefinition(definitionArn)).rejects.toMatchObject({ name });
  });
});

describe("a reason that names a person", () => {
  it("comes without the e-mail address, and so does a message of the service", () => {
    const reason = "stopped by arn:aws:sts::1:assumed-role/ops/jane.doe@example.com";
    const shapes = [task({ stoppedReason: reason }), serviceState({ events: [{ message: reason }] })];

    for (const shape of shapes) {
      expect(JSON.stringify(shape)).toContain("assumed-role/ops/[e-mail]");
      expect(JSON.stringify(shape)).not.toContain("jane.doe");
    }
  });
});

it("a reason comes without terminal escapes and line ends", () => {
  const reason = "Task stopped by \u001b[31mops\u0007\nagain";

  for (const shape of [task({ stoppedReason: reason }), serviceDeployment({ statusReason: reason })])
    expect(JSON.stringify(shape)).toContain("Task stopped by ops· ⏎ again");
});

describe("a reason that quotes a secret", () => {
  const secret = "hunter2secret";
  const reason = `CannotPullContainerError: Get https://robot:${secret}@images.example.com/v2/: 401`;

  it("comes without it: of a task, a container, a deployment and its rollback", () => {
    const shapes = [
      task({ stoppedReason: reason, containers: [{ reason }] }),
      serviceDeployment({ statusReason: reason, rollback: { reason } }),
      serviceState({ deployments: [{ rolloutStateReason: reason }] }),
    ];

    for (const shape of shapes) {
      expect(JSON.stringify(shape)).toContain("CannotPullContainerError");
      expect(JSON.stringify(shape)).not.toContain(secret);
    }
  });
});

describe("a service", () => {
  it("is read with its deployments and tags", async () => {
    const { world } = theRollout();

    expect(await aReader(world).service(serviceArn)).toMatchObject({
      serviceArn,
      status: "ACTIVE",
      desired: 4,
      controller: "ECS",
      strategy: "ROLLING",
      circuitBreaker: true,
      breakerRollsBack: true,
      deployments: [
        {
          id: deploymentId,
          status: "PRIMARY",
          taskDefinitionArn: definitionArn,
          desired: 4,
          running: 1,
          pending: 1,
          rolloutState: "IN_PROGRESS",
        },
        { id: olderId, status: "ACTIVE", running: 4 },
      ],
    });
  });

  it("lists its service deployments newest first, each with the number of its revision", async () => {
    const { world } = theRollout();
    const deployments = await aReader(world).serviceDeployments(serviceArn);

    expect(deployments.map(({ status, number: n }) => [status, n])).toEqual([
      ["IN_PROGRESS", number],
      ["SUCCESSFUL", olderId.split("/")[1]],
    ]);
    expect(await aReader(world).serviceDeployment(deployments[0]?.arn ?? "")).toEqual(deployments[0]);
  });
});

describe("the tasks of a rollout", () => {
  it("are those that it started, running, starting and stopped", async () => {
    const { world } = theRollout();
    const tasks = await aReader(world).tasks(rollout, none);

    expect(tasks.map(({ taskArn, lastStatus }) => [taskArn.split("/").at(-1), lastStatus])).toEqual([
      ["n1", "RUNNING"],
      ["n3", "PROVISIONING"],
      ["n2", "STOPPED"],
    ]);
    expect(tasks.at(-1)).toMatchObject({
      startedBy: deploymentId,
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "app", exitCode: 1 }],
    });
    expect(tasks[0]).toMatchObject({ healthStatus: expect.any(String), startedAt: expect.stringMatching(/Z$/) });
  });

  it("are not read again when they are known to have stopped", async () => {
    const { world, stoppedArn } = theRollout();

    expect((await aReader(world).tasks(rollout, new Set([stoppedArn]))).map(({ lastStatus }) => lastStatus)).toEqual([
      "RUNNING",
      "PROVISIONING",
    ]);
  });

  it("are not read while exactly the known ones are wanted to run", async () => {
    const { world } = theRollout();
    const reader = aReader(world);
    const wanted = (await reader.tasks(rollout, none)).filter(({ lastStatus }) => lastStatus !== "STOPPED");
    const arns = wanted.map(({ taskArn }) => taskArn);

    expect(await reader.tasks(rollout, none, new Set(arns))).toEqual([]);
    expect(await reader.tasks(rollout, none, new Set(arns.slice(1)))).toHaveLength(3);
    expect(await reader.tasks(rollout, none, new Set([...arns, "another"]))).toHaveLength(3);
  });

  it("are none of an older rollout, and none before the first one starts", async () => {
    expect(await aReader(aCluster()).tasks(rollout, none)).toEqual([]);
  });

  it("are all read, however many there are", async () => {
    const world = aCluster();
    world.deploy(number, 2);
    for (let n = 0; n < 205; n++) world.run(`n${n}`);

    expect(await aReader(world).tasks(rollout, none)).toHaveLength(205);
  });
});

describe("a task definition", () => {
  it("is read with what identifies the release and where its lines go", async () => {
    expect(await aReader().taskDefinition(definitionArn)).toEqual({
      arn: definitionArn,
      tags: { team: "shop" },
      containers: [
        {
          name: "app",
          image: "shop:v2",
          essential: true,
          hasHealthCheck: false,
          environment: { RELEASE_ID: "shop:v2" },
          dockerLabels: {},
          logDriver: "awslogs",
          logOptions: {
            "awslogs-group": "/ecs/shop",
            "awslogs-region": "ap-southeast-2",
            "awslogs-stream-prefix": "shop",
          },
        },
      ],
    });
  });
});
