import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { executionName } from "../../../shared/domain/execution-name.ts";
import { deploymentId, number, olderId, serviceArn } from "../../builders/a-rollout.ts";

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,255}$/);

describe("the name of an execution", () => {
  it("is legal whatever the service is called: at most 80 letters, digits, dashes and underscores", () => {
    const digits = fc.stringMatching(/^\d{1,32}$/);
    fc.assert(
      fc.property(name, name, digits, (cluster, service, n) => {
        const arn = `arn:aws:ecs:eu-west-1:111122223333:service/${cluster}/${service}`;
        const execution = executionName({ serviceArn: arn, deploymentId: `ecs-svc/${n}` });
        expect(execution).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
        expect(execution.endsWith(`-${n}`)).toBe(true);
      }),
    );
  });

  it("is legal even for what names no service and no rollout", () => {
    expect(executionName({ serviceArn: "x:y/z", deploymentId: "d-1" })).toMatch(/^service-[0-9a-f]{8}-0$/);
  });

  it("tells services, clusters, Regions and rollouts apart", () => {
    const arns = [
      serviceArn,
      serviceArn.replace("shop", "shop2"),
      serviceArn.replace("production", "staging"),
      serviceArn.replace("ap-southeast-2", "eu-west-1"),
    ];
    const names = arns.flatMap((arn) =>
      [deploymentId, olderId].map((id) => executionName({ serviceArn: arn, deploymentId: id })),
    );

    expect(new Set(names).size).toBe(8);
  });

  it("is the same for the same rollout, and says which it is", () => {
    expect(executionName({ serviceArn, deploymentId })).toBe(`shop-24a2de73-${number}`);
  });

  it("keeps the first 36 characters of a long service name", () => {
    const long = `${"a".repeat(36)}b`;

    expect(executionName({ serviceArn: serviceArn.replace("shop", long), deploymentId })).toMatch(
      new RegExp(`^a{36}-[0-9a-f]{8}-${number}$`),
    );
  });
});
