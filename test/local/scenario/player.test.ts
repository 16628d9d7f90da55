import { describe, expect, it } from "vitest";
import { played } from "./a-world.ts";

const deployments = (events: readonly { "detail-type": string; detail: Readonly<Record<string, unknown>> }[]) =>
  events.filter((event) => event["detail-type"] === "ECS Deployment State Change").map(({ detail }) => detail);

describe("a timeline that cannot be", () => {
  it.each([
    [
      "  - { at: 5s, tasks: 1, status: RUNNING }\n  - { at: 6s, tasks: 1, status: STOPPED }\n  - { at: 7s, tasks: 1, status: RUNNING }",
      /^timeline\[2\]: .* has stopped and cannot be RUNNING/,
    ],
    [
      "  - { at: 5s, tasks: 1, status: PENDING }\n  - { at: 6s, tasks: 1, log: x }",
      /^timeline\[1\]: .* cannot log before it is RUNNING/,
    ],
    ["  - { at: 5s, rollout: ROLLBACK_SUCCESSFUL }", /^timeline\[0\]: .* cannot become ROLLBACK_SUCCESSFUL/],
  ])("%j is refused while it plays, by the name of its entry", async (timeline, problem) => {
    await expect(played(timeline)).rejects.toThrow(problem);
  });
});

describe("a timeline", () => {
  it("drains the old tasks when the rollout completes, and tells nothing of the time before", async () => {
    const { received, service, state } = await played(
      "  - { at: 20s, tasks: all, status: RUNNING }\n  - { at: 60s, rollout: COMPLETED }",
    );
    expect(deployments(received).map(({ eventName }) => eventName)).toEqual([
      "SERVICE_DEPLOYMENT_IN_PROGRESS",
      "SERVICE_DEPLOYMENT_COMPLETED",
    ]);
    expect(service?.serviceDeployments.map(({ status }) => status)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
    const stopped = Object.values(state.tasks).filter(({ lastStatus }) => lastStatus === "STOPPED");
    expect(stopped.map(({ stoppedReason }) => stoppedReason)).toEqual(
      Array(4).fill(`Scaling activity initiated by (deployment ${service?.deployments[0]?.id})`),
    );
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
  });

  it("rolls back by itself when the breaker trips, under the old deployment id", async () => {
    const { received, service, deploys } = await played(
      "  - { at: 10s, every: 20s, times: 3, tasks: new, status: STOPPED, reason: CannotPullContainerError }",
    );
    const [old, fresh] = deploys.map(({ number }) => `ecs-svc/${number}`);
    expect(deployments(received).map(({ eventName, deploymentId }) => [eventName, deploymentId])).toEqual([
      ["SERVICE_DEPLOYMENT_IN_PROGRESS", fresh],
      ["SERVICE_DEPLOYMENT_FAILED", fresh],
      ["SERVICE_DEPLOYMENT_IN_PROGRESS", old],
      ["SERVICE_DEPLOYMENT_COMPLETED", old],
    ]);
    expect(service?.serviceDeployments[0]).toMatchObject({ status: "ROLLBACK_SUCCESSFUL" });
  });

  it("leaves the failure to the timeline when it drives it by hand", async () => {
    const { service } = await played(
      "  - { at: 10s, every: 20s, times: 3, tasks: new, status: STOPPED }\n  - { at: 9m, rollout: STOPPED, reason: by hand }",
    );
    expect(service?.serviceDeployments[0]).toMatchObject({ status: "STOPPED", statusReason: "by hand" });
  });

  it("replaces the first rollout by a later deploy, whose tasks are meant from then on", async () => {
    const { service, deploys } = await played(
      "  - { at: 10s, tasks: all, status: RUNNING }\n  - { at: 20s, deploy: {} }\n  - { at: 30s, tasks: [1, 2], status: RUNNING }",
    );
    expect(service?.serviceDeployments.map(({ status }) => status)).toEqual(["IN_PROGRESS", "STOPPED", "SUCCESSFUL"]);
    expect(deploys.map(({ tasks }) => tasks.length)).toEqual([4, 4, 2]);
  });

  it("writes lines with their time, task and number, evenly over the time it is given", async () => {
    const { changes } = await played(
      "  - { at: 10s, tasks: 1, status: RUNNING }\n  - { at: 11s, tasks: 1, file: a.log, over: 4s }\n  - { at: 20s, tasks: 1, log: '{n} {time}', repeat: 2 }\n  - { at: 21s, tasks: 1, log: { level: ERROR }, bytes: 30 }",
    );
    const lines = changes.flatMap((change) => (change.what === "line" ? [[change.at, change.text]] : []));
    expect(lines).toEqual([
      [11, "first 1"],
      [13, "second 2"],
      [20, "1 2026-03-01T10:00:20.000Z"],
      [20, "2 2026-03-01T10:00:20.001Z"],
      [21, '{"level":"ERROR"}xxxxxxxxxxxxx'],
    ]);
  });

  it("lets container health checks pass a while after RUNNING, unless it says never", async () => {
    const running = "  - { at: 10s, tasks: 1, status: RUNNING }\n  - { at: 40s, action: SERVICE_STEADY_STATE }";
    const health = async (more: string) =>
      (await played(running, more)).changes.flatMap((change) =>
        change.what === "health" ? [[change.at, change.health]] : [],
      );
    expect(await health("service: { healthyAfter: 7s }")).toEqual([[17, "HEALTHY"]]);
    expect(await health("service: { healthyAfter: never }")).toEqual([]);
  });

  it("sends no service action to the validator, whose rules do not ask for them", async () => {
    const { received } = await played(
      "  - { at: 10s, action: SERVICE_TASK_PLACEMENT_FAILURE, reason: RESOURCE:FARGATE }",
    );
    expect(received.map((event) => event["detail-type"])).toEqual(["ECS Deployment State Change"]);
  });

  it.each([
    ["environment", ["environment"]],
    ["labels", ["dockerLabels"]],
    ["imageTag", ["image"]],
    ["taskDefinitionTags", ["tags"]],
    ["serviceTags", ["serviceTags"]],
    ["none", []],
  ])("stamps a release by %s and nowhere else", async (by, places) => {
    const { state, service, deploys } = await played("  []", `olderRelease: none\nrelease: { by: ${by} }`);
    const definition = state.taskDefinitions[deploys[1]?.taskDefinitionArn ?? ""];
    const [container] = definition?.containers ?? [];
    const carried = {
      environment: container?.environment,
      dockerLabels: container?.dockerLabels,
      image: container?.image,
      tags: definition?.tags,
      serviceTags: service?.tags,
    };
    const stamped = Object.entries(carried).filter(([, value]) =>
      JSON.stringify(value).includes("8f14e45fceea167a5a36dedd4bea2543b6c1d0f7"),
    );
    expect(stamped.map(([name]) => name)).toEqual(places);
  });
});
