import { describe, expect, it } from "vitest";
import { containerSnapshots } from "../../../functions/open-validation/container-snapshots.ts";
import { type ErrorName, ValidatorError } from "../../../shared/errors.ts";
import type { LogGroups } from "../../../shared/ports/logs.ts";
import { region } from "../../builders/a-rollout.ts";
import { aContainerDefinition, aTaskDefinition } from "../../builders/a-task-definition.ts";

const standard: LogGroups = { logClass: async () => "STANDARD" };

function failing(name: ErrorName): LogGroups {
  return { logClass: () => Promise.reject(new ValidatorError(name, "why")) };
}

async function logsOf(
  over: Parameters<typeof aContainerDefinition>[0],
  groups = standard,
  firelens?: { readonly group: string; readonly region?: string },
) {
  const [snapshot] = await containerSnapshots(groups, aTaskDefinition({ containers: [aContainerDefinition(over)] }), {
    region,
    ...(firelens && { firelens }),
  });
  return snapshot?.logs;
}

describe("where a container's lines go", () => {
  it("is unknown without a log driver, and only named for others than awslogs", async () => {
    const { logDriver: _, ...silent } = aContainerDefinition();

    expect(
      (await containerSnapshots(standard, aTaskDefinition({ containers: [silent] }), { region }))[0],
    ).not.toHaveProperty("logs");
    expect(await logsOf({ logDriver: "awsfirelens", logOptions: { Name: "cloudwatch" } })).toEqual({
      driver: "awsfirelens",
    });
  });

  it("is told by the profile for FireLens, and in the service's Region unless it names another", async () => {
    const routed = { logDriver: "awsfirelens", logOptions: {} };

    expect(await logsOf(routed, standard, { group: "/routed" })).toEqual({
      driver: "awsfirelens",
      group: "/routed",
      region,
      logClass: "STANDARD",
    });
    expect(await logsOf(routed, failing("AccessDenied"), { group: "/routed", region: "us-east-1" })).toEqual({
      driver: "awsfirelens",
      group: "/routed",
      region: "us-east-1",
    });
    expect(await logsOf({ logDriver: "splunk" }, standard, { group: "/routed" })).toEqual({ driver: "splunk" });
  });

  it("is the service's Region unless the options name another", async () => {
    const logOptions = { "awslogs-group": "/g" };

    expect(await logsOf({ logOptions })).toEqual({ driver: "awslogs", group: "/g", region, logClass: "STANDARD" });
    expect(await logsOf({ logOptions: { ...logOptions, "awslogs-region": "us-east-1" } })).toMatchObject({
      region: "us-east-1",
    });
  });

  it("has no class without a group", async () => {
    expect(await logsOf({ logOptions: {} })).toEqual({ driver: "awslogs", region });
  });

  it.each(["AccessDenied", "NotFound", "DependencyThrottled", "DependencyUnavailable"] as const)(
    "has no class when that cannot be known: %s",
    async (name) => {
      expect(await logsOf({}, failing(name))).not.toHaveProperty("logClass");
    },
  );

  it("is nowhere without a task definition", async () => {
    expect(await containerSnapshots(standard, undefined, { region })).toEqual([]);
  });
});
