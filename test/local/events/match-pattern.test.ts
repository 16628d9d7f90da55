import { describe, expect, it } from "vitest";
import { matches } from "../../../local/events/match-pattern.ts";
import { eventPatterns } from "../../../shared/schema/event-patterns.ts";

const task = (startedBy?: string) => ({
  source: "aws.ecs",
  "detail-type": "ECS Task State Change",
  resources: ["arn:aws:ecs:us-west-2:111122223333:task/default/1"],
  detail: {
    ...(startedBy === undefined ? {} : { startedBy }),
    version: 3,
    containers: [{ exitCode: 1 }, { exitCode: 0 }],
  },
});

describe("a pattern that EventBridge refuses", () => {
  it.each([
    ["an empty pattern", {}],
    ["an empty list", { source: [] }],
    ["a bare value instead of a list", { source: "aws.ecs" }],
    ["a match type it does not know", { source: [{ contains: "ecs" }] }],
    ["two match types in one", { source: [{ prefix: "a", exists: true }] }],
    ["a prefix that is no text", { detail: { version: [{ prefix: 3 }] } }],
    ["a numeric range without a number", { detail: { version: [{ numeric: [">"] }] } }],
    ["$or, which this simulation does not know", { $or: [{ source: ["a"] }] }],
    ["a list", [{ source: ["a"] }]],
  ])("%s", (_, pattern) => {
    expect(() => matches(pattern, task())).toThrow(expect.objectContaining({ name: "InvalidEventPatternException" }));
  });
});

describe("a pattern", () => {
  it.each([
    [{ source: ["aws.ec2"] }, false],
    [{ source: ["aws.ec2", "aws.ecs"] }, true],
    [{ "detail-type": ["ECS Service Deployment State Change"] }, false],
    [{ resources: [{ prefix: "arn:aws:ecs:" }] }, true],
    [{ resources: [{ prefix: "arn:aws:s3:" }] }, false],
    [{ detail: { startedBy: [{ prefix: "ecs-svc/" }] } }, true],
    [{ detail: { startedBy: [{ "anything-but": "ecs-svc/1" }] } }, false],
    [{ detail: { startedBy: [{ "anything-but": ["ecs-svc/2", "x"] }] } }, true],
    [{ detail: { startedBy: [{ "anything-but": { prefix: "ecs-svc/" } }] } }, false],
    [{ detail: { group: [{ "anything-but": "x" }] } }, false],
    [{ detail: { group: [{ exists: false }] } }, true],
    [{ detail: { startedBy: [{ exists: true }], version: [3] } }, true],
    [{ detail: { version: ["3"] } }, false],
    [{ detail: { version: [{ numeric: [">", 2, "<=", 3] }] } }, true],
    [{ detail: { version: [{ numeric: [">", 3] }] } }, false],
    [{ detail: { containers: { exitCode: [1] } } }, true],
    [{ detail: { containers: { exitCode: [137] } } }, false],
    [{ detail: { containers: [{ exists: true }] } }, false],
    [{ detail: { clusterArn: ["arn:aws:ecs:us-west-2:111122223333:cluster/default"] } }, false],
  ])("%j matches: %s", (pattern, expected) => {
    expect(matches(pattern, task("ecs-svc/1"))).toBe(expected);
  });

  it("leaves out tasks that no rollout started", () => {
    expect(matches(eventPatterns.tasks, task("ecs-svc/1"))).toBe(true);
    expect(matches(eventPatterns.tasks, task("AWS Step Functions"))).toBe(false);
    expect(matches(eventPatterns.tasks, task())).toBe(false);
  });
});
