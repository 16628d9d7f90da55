import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matches } from "../../local/events/match-pattern.ts";
import { eventPatterns, executionEndPattern } from "../../shared/schema/event-patterns.ts";
import { aTemplate, resourcesOf, root } from "./template.ts";

interface RuleProperties {
  readonly EventPattern: { readonly detail: Readonly<Record<string, readonly unknown[]>> };
  readonly State: string;
  readonly Targets: readonly {
    readonly Arn: { readonly "Fn::GetAtt": readonly [string, string] };
    readonly DeadLetterConfig: { readonly Arn: { readonly "Fn::GetAtt": readonly [string, string] } };
    readonly RetryPolicy: { readonly MaximumEventAgeInSeconds: number; readonly MaximumRetryAttempts: number };
  }[];
}

const template = aTemplate();
const rules = resourcesOf<RuleProperties>(template, "AWS::Events::Rule");

function ruleOf(name: string): RuleProperties {
  const found = [...rules].find(([logicalId]) => new RegExp(`^Rules${name}[0-9A-F]{8}$`).test(logicalId));
  if (!found) throw new Error(`There is no rule ${name}.`);
  return found[1].Properties;
}

const events = join(root, "test/fixtures/events");
const expectations: Record<string, readonly string[]> = {
  "codedeploy-state-change": [],
  "hook-awaiting-action": [],
  "service-action-placement-failure": [],
  "service-action-steady-state": [],
  "task-run-task-stopped": [],
  "deployment-completed": ["Deployments"],
  "deployment-failed": ["Deployments"],
  "deployment-in-progress": ["Deployments"],
  "deployment-rolling-back": ["Deployments"],
  "task-running": ["Tasks"],
  "task-stopped": ["Tasks"],
};

describe("the event rules", () => {
  it("are judged by every sample event, each a whole EventBridge envelope", () => {
    expect(Object.keys(expectations).sort()).toEqual(readdirSync(events).map((file) => file.replace(".json", "")));
  });

  it.each(Object.entries(expectations))("match %s by exactly: %j", (sample, expected) => {
    const event: unknown = JSON.parse(readFileSync(join(events, `${sample}.json`), "utf8"));
    const matching = ["Deployments", "Tasks"].filter((name) => matches(ruleOf(name).EventPattern, event));
    expect(matching).toEqual(expected);
  });

  it.each([
    ["FAILED", true],
    ["TIMED_OUT", true],
    ["ABORTED", true],
    ["RUNNING", false],
    ["SUCCEEDED", false],
  ])("match the end %s of an execution of the workflow, and of no other: %j", (status, expected) => {
    const stateMachineArn = ruleOf("ExecutionEnds").EventPattern.detail["stateMachineArn"]?.[0];
    const event = (detail: object) => ({
      source: "aws.states",
      "detail-type": "Step Functions Execution Status Change",
      detail,
    });
    const pattern = executionEndPattern("arn:own");
    expect(stateMachineArn).toEqual({ Ref: expect.stringMatching(/^WorkflowStateMachine/) });
    expect(matches(pattern, event({ status, stateMachineArn: "arn:own" }))).toBe(expected);
    expect(matches(pattern, event({ status, stateMachineArn: "arn:other" }))).toBe(false);
  });

  it("do not match the same event of another source", () => {
    const event = JSON.parse(readFileSync(join(events, "deployment-in-progress.json"), "utf8"));
    expect(matches(ruleOf("Deployments").EventPattern, { ...event, source: "custom.ecs" })).toBe(false);
  });

  it("are deployed with the patterns of the schema, letter for letter, and switched on", () => {
    expect(rules.size).toBe(Object.keys(eventPatterns).length + 1);
    const { detail, ...rest } = executionEndPattern("");
    expect(ruleOf("ExecutionEnds")).toMatchObject({
      EventPattern: { ...rest, detail: { status: detail.status } },
      State: "ENABLED",
    });
    expect(ruleOf("Deployments")).toMatchObject({ EventPattern: eventPatterns.deployments, State: "ENABLED" });
    expect(ruleOf("Tasks")).toMatchObject({ EventPattern: eventPatterns.tasks, State: "ENABLED" });
  });

  it("call their function, keep trying for six hours, and keep what was never accepted in a queue of their own", () => {
    const queues = [...rules].map(
      ([
        id,
        {
          Properties: { Targets },
        },
      ]) => {
        expect(Targets).toHaveLength(1);
        const called = /ExecutionEnds/.test(id) ? /^ReconcileFunction/ : /^ReceiveEventFunction/;
        expect(Targets[0]?.Arn["Fn::GetAtt"][0]).toMatch(called);
        expect(Targets[0]?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 185 });
        return Targets[0]?.DeadLetterConfig.Arn["Fn::GetAtt"][0];
      },
    );
    expect(new Set(queues).size).toBe(rules.size);
  });

  it("may call the function, each rule by its own permission", () => {
    const permissions = resourcesOf<{ Principal: string; SourceArn: unknown }>(template, "AWS::Lambda::Permission");
    expect([...permissions.values()].map(({ Properties }) => Properties)).toEqual(
      [...rules.keys()].map((rule) =>
        expect.objectContaining({ Principal: "events.amazonaws.com", SourceArn: { "Fn::GetAtt": [rule, "Arn"] } }),
      ),
    );
  });
});
