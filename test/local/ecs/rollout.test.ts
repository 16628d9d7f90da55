import { describe, expect, it } from "vitest";
import {
  completeDeployment,
  completeRollback,
  failDeployment,
  failRollback,
} from "../../../local/ecs/end-deployment.ts";
import { watchTask } from "../../../local/ecs/service-change.ts";
import { changeHealth, taskOf, taskStopped } from "../../../local/ecs/task-changes.ts";
import { aCluster, newId, oldId } from "./a-cluster.ts";

const tripped = "ECS deployment circuit breaker: tasks failed to start.";
const names = (events: readonly { detailType: string; detail: Readonly<Record<string, unknown>> }[]) =>
  events
    .filter(({ detailType }) => detailType === "ECS Deployment State Change")
    .map(({ detail }) => `${String(detail["eventName"]).slice(19)} ${String(detail["deploymentId"])}`);
const failedToStart = {
  stopCode: "TaskFailedToStart",
  stoppedReason: "CannotPullContainerError: pull access denied",
  containers: {},
};

function stop(world: ReturnType<typeof aCluster>, arn: string, reason = failedToStart): void {
  world.apply((state, at) => {
    const before = taskOf(state, arn);
    const stopped = taskStopped(state, { arn, ...reason }, at);
    const watched = watchTask(stopped.state, before, at);
    return { state: watched.state, events: [...stopped.events, ...watched.events] };
  });
}

describe("a failed rollout", () => {
  it("rolls back under the old deployment id and never under a new one", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    world.apply((state, at) => failDeployment(state, "shop", { reason: tripped, at }));
    world.wait(200);
    world.apply((state, at) => completeRollback(state, "shop", at));

    expect(names(world.events)).toEqual([
      `IN_PROGRESS ${newId}`,
      `FAILED ${newId}`,
      `IN_PROGRESS ${oldId}`,
      `COMPLETED ${oldId}`,
    ]);
    expect(world.shop().deployments).toMatchObject([{ id: oldId, status: "PRIMARY", rolloutState: "COMPLETED" }]);
    expect(world.shop().serviceDeployments[0]).toMatchObject({
      number: "1571272475813219068",
      status: "ROLLBACK_SUCCESSFUL",
      rollback: { reason: tripped, number: "1675294001379389663" },
      breaker: { status: "TRIGGERED" },
    });
  });

  it("stops its service deployment when rollback is off", () => {
    const world = aCluster({ rollback: false });
    world.deploy("1571272475813219068", 2);
    world.apply((state, at) => failDeployment(state, "shop", { reason: tripped, at }));

    expect(names(world.events)).toEqual([`IN_PROGRESS ${newId}`, `FAILED ${newId}`]);
    expect(world.shop().serviceDeployments[0]).toMatchObject({ status: "STOPPED", statusReason: tripped });
    expect(world.shop().deployments[0]).toMatchObject({ id: newId, rolloutState: "FAILED" });
  });

  it("stalls when there is nothing to return to", () => {
    const world = aCluster({ fresh: true });
    world.deploy("1571272475813219068", 2);
    world.apply((state, at) => failDeployment(state, "shop", { reason: tripped, at }));

    expect(world.shop().serviceDeployments[0]).toMatchObject({
      status: "IN_PROGRESS",
      breaker: { status: "TRIGGERED" },
    });
    expect(world.shop().deployments).toMatchObject([{ id: newId, status: "PRIMARY", rolloutState: "FAILED" }]);
  });

  it("sends no event when its rollback fails", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    world.apply((state, at) => failDeployment(state, "shop", { reason: tripped, at }));
    world.events.length = 0;
    world.apply((state, at) => failRollback(state, "shop", { reason: "no capacity", at }));

    expect(world.events).toEqual([]);
    expect(world.shop().serviceDeployments[0]?.status).toBe("ROLLBACK_FAILED");
  });
});

describe("the circuit breaker", () => {
  it("trips at the third task that does not reach RUNNING, of four wanted", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    for (const id of ["n1", "n2"]) stop(world, world.start(id));
    expect(world.shop().serviceDeployments[0]).toMatchObject({
      status: "IN_PROGRESS",
      breaker: { failureCount: 2, threshold: 3 },
    });
    expect(world.shop().deployments[0]?.failedTasks).toBe(2);
    stop(world, world.start("n3"));
    expect(world.shop().serviceDeployments[0]?.status).toBe("ROLLBACK_IN_PROGRESS");
  });

  it("does not count a task that ran and then exits by itself", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    for (const id of ["n1", "n2", "n3", "n4", "n5"]) {
      stop(world, world.run(id), {
        stopCode: "EssentialContainerExited",
        stoppedReason: "Essential container in task exited",
        containers: {},
      });
    }
    expect(world.shop().serviceDeployments[0]).toMatchObject({ status: "IN_PROGRESS", breaker: { failureCount: 0 } });
  });

  it("is silent when it is off", () => {
    const world = aCluster({ breaker: false });
    world.deploy("1571272475813219068", 2);
    for (const id of ["n1", "n2", "n3", "n4", "n5"]) stop(world, world.start(id));
    expect(world.shop().serviceDeployments[0]).toMatchObject({
      status: "IN_PROGRESS",
      breaker: { status: "DISABLED" },
    });
  });
});

describe("a replaced rollout", () => {
  it("ends STOPPED without an event", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    world.wait(20);
    world.deploy("1800000000000000001", 3);

    expect(names(world.events)).toEqual([`IN_PROGRESS ${newId}`, "IN_PROGRESS ecs-svc/1800000000000000001"]);
    expect(world.shop().serviceDeployments.slice(0, 2)).toMatchObject([
      { number: "1800000000000000001", status: "IN_PROGRESS" },
      { number: "1571272475813219068", status: "STOPPED", statusReason: "Replaced by a new service deployment" },
    ]);
  });
});

describe("a rollout that goes well", () => {
  it("ends SUCCESSFUL with its task counts frozen", () => {
    const world = aCluster();
    world.deploy("1571272475813219068", 2);
    for (const id of ["n1", "n2", "n3", "n4"]) world.run(id);
    world.apply((state, at) => completeDeployment(state, "shop", at));

    expect(names(world.events)).toEqual([`IN_PROGRESS ${newId}`, `COMPLETED ${newId}`]);
    expect(world.shop().serviceDeployments[0]).toMatchObject({
      status: "SUCCESSFUL",
      frozen: { running: 4, pending: 0 },
      breaker: { status: "MONITORING_COMPLETE" },
    });
  });

  it("tells every change of a task by an event with a higher version, but not its health", () => {
    const world = aCluster({ healthCheck: true });
    world.deploy("1571272475813219068", 2);
    const arn = world.run("n1");
    world.apply((state) => changeHealth(state, arn, "HEALTHY"));

    const told = world.events
      .filter(({ detailType }) => detailType === "ECS Task State Change")
      .map(({ detail }) => [detail["lastStatus"], detail["version"]]);
    expect(told).toEqual([
      ["PROVISIONING", 1],
      ["PENDING", 2],
      ["RUNNING", 3],
    ]);
    expect(world.cluster.state().tasks[arn]).toMatchObject({ healthStatus: "HEALTHY", version: 3 });
  });
});
