import { describe, expect, it } from "vitest";
import { buildWorkflow, workflow } from "../../../local/sfn/workflow.ts";
import { tasks } from "../../../statemachine/tasks.ts";

const task = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "arn:aws:lambda:us-west-2:111122223333:function:f", Payload: {} },
  TimeoutSeconds: 5,
  End: true,
};
const build = (state: object, machine: object = {}) =>
  buildWorkflow(JSON.stringify({ StartAt: "A", States: { A: { ...task, ...state } }, ...machine }));

describe("a definition that the interpreter would not carry out", () => {
  it.each([
    ["JSONata for the whole machine", {}, { QueryLanguage: "JSONata" }, "QueryLanguage is not simulated"],
    ["JSONata for one state", { QueryLanguage: "JSONata" }, {}, "A: QueryLanguage is not simulated"],
    ["variables", { Assign: { x: 1 } }, {}, "A: Assign is not simulated"],
    ["heartbeats", { HeartbeatSeconds: 1 }, {}, "A: HeartbeatSeconds is not simulated"],
    ["another service", { Resource: "arn:aws:states:::dynamodb:putItem" }, {}, "dynamodb:putItem is not simulated"],
    ["a task without a time-out", { TimeoutSeconds: undefined }, {}, "A: a task needs TimeoutSeconds"],
    ["a state that does not exist", { End: undefined, Next: "B" }, {}, "invalid"],
  ])("is refused: %s", (_, state, machine, problem) => {
    expect(() => build(state, machine)).toThrow(problem);
  });
});

describe("the shipped workflow", () => {
  it("is accepted, with all its tasks and the one that waits for a token", () => {
    const shipped = workflow({ region: "us-west-2", account: "111122223333" });
    expect(shipped.tasks.map(({ state }) => state).sort()).toEqual(Object.keys(tasks).sort());
    expect(shipped.tasks.filter(({ waitsForToken }) => waitsForToken).map(({ state }) => state)).toEqual([
      "AwaitSignal",
    ]);
    expect(workflow({ region: "us-west-2", account: "111122223333" })).toBe(shipped);
  });
});
