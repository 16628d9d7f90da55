import { describe, expect, it } from "vitest";
import { deploymentNumber, parseServiceArn } from "../../../shared/domain/rollout.ts";

describe("a service ARN", () => {
  it.each([
    { arn: "" },
    { arn: "arn:aws:ecs:eu-west-1:111122223333:task/production/abc" },
    { arn: "arn:aws:ecs:eu-west-1:11112222333:service/production/shop" },
    { arn: "arn:aws:ecs:eu-west-1:111122223333:service/production/shop/more" },
    { arn: "arn:aws:ecs:eu-west-1:111122223333:service/" },
    { arn: "arn:aws:ecs:eu-west-1:111122223333:service/pro duction/shop" },
    { arn: "arn:other:ecs:eu-west-1:111122223333:service/production/shop" },
    { arn: "arn:aws:ecs:eu-west-1:111122223333:service/production/shop\n" },
    { arn: ` arn:aws:ecs:eu-west-1:111122223333:service/production/shop` },
  ])("is not: $arn", ({ arn }) => {
    expect(parseServiceArn(arn)).toBeUndefined();
  });

  it.each([
    {
      arn: "arn:aws:ecs:eu-west-1:111122223333:service/production/shop",
      name: { partition: "aws", region: "eu-west-1", account: "111122223333", cluster: "production", service: "shop" },
    },
    {
      arn: "arn:aws:ecs:us-east-1:111122223333:service/shop_2",
      name: { partition: "aws", region: "us-east-1", account: "111122223333", cluster: "default", service: "shop_2" },
    },
    {
      arn: "arn:aws-us-gov:ecs:us-gov-west-1:111122223333:service/c/s",
      name: { partition: "aws-us-gov", region: "us-gov-west-1", account: "111122223333", cluster: "c", service: "s" },
    },
  ])("is $arn", ({ arn, name }) => {
    expect(parseServiceArn(arn)).toEqual(name);
  });
});

describe("a deployment id", () => {
  it.each(["", "ecs-svc/", "ecs-svc/12a", "d-ABCDEF123", "x ecs-svc/12", "ecs-svc/12/3", `ecs-svc/${"1".repeat(33)}`])(
    "has no number: %s",
    (id) => {
      expect(deploymentNumber(id)).toBeUndefined();
    },
  );

  it("has its number after the slash", () => {
    expect(deploymentNumber("ecs-svc/5888882704497679006")).toBe("5888882704497679006");
  });
});
