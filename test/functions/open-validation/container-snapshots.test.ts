import { describe, expect, it } from "vitest";
import { containerSnapshots } from "../../../functions/open-validation/container-snapshots.ts";
import { type ErrorName, ValidatorError } from "../../../shared/errors.ts";
import type { LogGroups } from "../../../shared/ports.ts";
import { region } from "../../builders/a-rollout.ts";
import { aContainerDefinition, aTaskDefinition } from "../../builders/a-task-definition.ts";

const standard: LogGroups = { logClass: async () => "STANDARD" };

function failing(name: ErrorName): LogGroups {
  return { logClass: () => Promise.reject(new ValidatorError(name, "why")) };
}

async function logsOf(over: Parameters<typeof aContainerDefinition>[0], groups = standard) {
  const [snapshot] = await containerSnapshots(
    groups,
    aTaskDefinition({ containers: [aContainerDefinition(over)] }),
    { region },
  );
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
