import { beforeEach, describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { at, number, olderId, serviceArn, start, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aContainerDefinition, aTaskDefinition } from "../../builders/a-task-definition.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";
import { open, opened } from "../../builders/opened-validation.ts";

let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
});

describe("a profile", () => {
  it("that is missing leaves the built-in default, and a note", async () => {
    const { record, findings } = await opened(bench);

    expect(record.profile).toMatchObject({ source: "built-in default", checks: [{ name: "task-health" }] });
    expect(record.notes).toEqual([
      "no profile found: validated with the built-in default, which checks task health only",
    ]);
    expect(findings).toEqual([]);
  });

  it("that is wrong leaves the built-in default, and a finding with every path and what is allowed", async () => {
    const profile =
      "environment: Live\nchecks: [{ name: a, kind: log-signature, expect: [{ pattern: '(x' }], within: soon }]";
    const { record, findings } = await opened(bench, { profile });

    expect(record.profile.checks).toEqual([{ name: "task-health", kind: "task-health" }]);
    expect(record.notes).toContain(
      "profile /v/profiles/production/shop cannot be used: validated with the built-in default instead",
    );
    expect(findings).toMatchObject([{ check: "profile", mode: "gate", status: "inconclusive" }]);
    for (const part of [
      "environment: must be lower case",
      "checks[0].within: must be a duration",
      "checks[0].expect[0].pattern: is no RE2 pattern",
    ]) {
      expect(findings[0]?.reason).toContain(part);
    }
  });

  it("that may not be read is one that cannot be used", async () => {
    const denied = new ValidatorError("AccessDenied", "ssm:GetParameter on /v/profiles/production/shop was denied (x)");
    const { record, findings } = await opened(bench, { profile: denied });

    expect(findings).toMatchObject([
      {
        check: "profile",
        status: "inconclusive",
        reason: `profile of production/shop cannot be used: ${denied.message}`,
      },
    ]);
    expect(record.profile.checks).toHaveLength(1);
  });

  it("that cannot be read just now is asked for again", async () => {
    await expect(open(bench, { profile: new ValidatorError("DependencyThrottled", "slow") })).rejects.toMatchObject({
      name: "DependencyThrottled",
    });
  });
});

describe("the identity", () => {
  it("that is missing keeps the evidence under the service and the rollout", async () => {
    const bare = aContainerDefinition({ environment: {}, image: "shop:latest" });
    const { record } = await opened(bench, {
      ecs: { taskDefinition: async () => aTaskDefinition({ containers: [bare] }) },
    });

    expect(record.key.releaseId).toBe(`unattributed#shop#${number}`);
    expect(record.notes[0]).toContain("no release identity");
  });

  it.each([
    {
      what: "a commit",
      environment: { RELEASE_ID: "v1" },
      note: "no full commit sha in the release identity, so no commit status is set",
    },
    {
      what: "a project",
      environment: { CI_COMMIT_SHA: aCommit },
      note: "no GitLab project in the release identity or profile, so no commit status is set",
    },
  ])("without $what is noted", async ({ environment, note }) => {
    const containers = [aContainerDefinition({ environment })];
    const { record } = await opened(bench, {
      profile: "{}",
      ecs: { taskDefinition: async () => aTaskDefinition({ containers }) },
    });

    expect(record.notes).toEqual([note]);
  });

  it("is what was registered, before anything stamped; the profile fills in the project", async () => {
    await bench.registrations.register(serviceArn, taskDefinitionArn, { id: "v9", source: "registration" }, at(0));
    expect((await opened(bench)).record.release).toEqual({ id: "v9", source: "registration" });
  });

  it("takes the project from the profile when no carrier names one", async () => {
    const containers = [aContainerDefinition({ environment: { RELEASE_ID: "v1" } })];
    const { record } = await opened(bench, {
      profile: "gitlab: { project: 42 }",
      ecs: { taskDefinition: async () => aTaskDefinition({ containers }) },
    });

    expect(record.release.project).toBe("42");
  });
});

describe("what ECS or the logs do not tell", () => {
  it("is noted: a task definition that cannot be described any more", async () => {
    const { record } = await opened(bench, { ecs: { taskDefinition: async () => undefined } });

    expect(record.rollout.containers).toEqual([]);
    expect(record.notes).toContain("ECS cannot describe the task definition any more: containers and logs are unknown");
  });

  it("is noted: lines that can be lost", async () => {
    const { mode: _, ...logOptions } = aContainerDefinition().logOptions;
    const containers = [
      aContainerDefinition({ logOptions }),
      aContainerDefinition({
        name: "web",
        logOptions: { ...logOptions, mode: "non-blocking", "max-buffer-size": "4m" },
      }),
    ];
    const { record } = await opened(bench, {
      profile: "{}",
      ecs: { taskDefinition: async () => aTaskDefinition({ containers }) },
    });

    expect(record.notes).toEqual([
      "container app logs in the account's default mode, non-blocking unless changed (buffer 10m): lines can be lost when the buffer is full",
      "container web logs in non-blocking mode (buffer 4m): lines can be lost when the buffer is full",
    ]);
  });

  it("does not stop it: a service deployment that is not listed, an older rollout that was rolled back", async () => {
    const older = aServiceDeployment({
      arn: "arn:older",
      number: olderId.split("/")[1] ?? "",
      status: "ROLLBACK_SUCCESSFUL",
      createdAt: at(-900),
      rollback: {},
    });
    const { record } = await opened(bench, { ecs: { serviceDeployments: async () => [older] } });

    expect(record.rollout).not.toHaveProperty("serviceDeploymentArn");
    expect(record.rollout.startedAt).toBe(start);
  });
});
