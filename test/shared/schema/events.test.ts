import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EcsEvent } from "../../../shared/schema/events.ts";
import { parseShape } from "../../../shared/schema/problems.ts";
import { eventFixture } from "../../builders/events.ts";

describe("an event is refused", () => {
  it.each([
    { what: "of CodeDeploy", name: "codedeploy-state-change" },
    { what: "of a hook", name: "hook-awaiting-action" },
    { what: "of a service action", name: "service-action-steady-state" },
  ])("$what, with its path", ({ name }) => {
    expect(parseShape(EcsEvent, eventFixture(name)).problems?.join("; ")).toContain("detail-type: ");
  });

  it.each([
    { what: "without a detail", over: { detail: undefined }, path: "detail: " },
    { what: "whose resources are no list", over: { resources: "arn" }, path: "resources: " },
    { what: "of another source", over: { source: "aws.ec2" }, path: "source: " },
    { what: "without a deployment id", over: { detail: { eventName: "X" } }, path: "detail.deploymentId: " },
  ])("$what, with its path", ({ over, path }) => {
    const { problems } = parseShape(EcsEvent, { ...eventFixture("deployment-in-progress"), ...over });

    expect(problems?.join("; ")).toContain(path);
  });

  it("whatever else it is", () => {
    fc.assert(fc.property(fc.anything(), (value) => parseShape(EcsEvent, value).problems !== undefined));
  });
});

describe("an event is read", () => {
  it.each([
    "deployment-in-progress",
    "deployment-completed",
    "deployment-failed",
    "deployment-rolling-back",
    "task-running",
    "task-stopped",
    "task-run-task-stopped",
  ])("%s, with fields that are not known left out", (name) => {
    const { data } = parseShape(EcsEvent, { ...eventFixture(name), "a-field-to-come": 1 });

    expect(data).toMatchObject({ source: "aws.ecs" });
    expect(JSON.stringify(data)).not.toMatch(/a-field-to-come|overrides|attachments/);
  });

  it("of a task without containers", () => {
    const fixture = eventFixture("task-running");
    const { containers: _, ...detail } = fixture.detail;

    expect(parseShape(EcsEvent, { ...fixture, detail }).data).toMatchObject({ detail: { containers: [] } });
  });
});
