import { readFileSync } from "node:fs";
import { join } from "node:path";
import validate from "asl-validator";
import { describe, expect, it } from "vitest";
import { errorNames } from "../../shared/errors.ts";
import { definition } from "../../statemachine/definition.ts";
import { functionLimits } from "../../statemachine/function-limits.ts";
import { type FunctionFolder, tasks } from "../../statemachine/tasks.ts";

interface Rule {
  readonly ErrorEquals: readonly string[];
}
interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly FunctionName?: string };
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly Rule[];
  readonly Catch?: readonly Rule[];
  readonly Branches?: readonly Machine[];
}
interface Machine {
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

const file = readFileSync(join(import.meta.dirname, "../../statemachine/validate-rollout.asl.json"), "utf8");
const machine: Machine = JSON.parse(file);

function statesOf({ States }: Machine): readonly (readonly [string, State])[] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.Branches ?? []).flatMap(statesOf),
  ]);
}

const states = statesOf(machine);
const taskStates = states.filter(([, { Type }]) => Type === "Task");

/** Error names that Step Functions and Lambda give by themselves. */
const awsErrors = [
  "States.ALL",
  "States.Timeout",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
  "Lambda.Unknown",
  "Sandbox.Timedout",
];

const arnOf = (folder: FunctionFolder) => `arn:aws:lambda:eu-west-1:111122223333:function:${folder}`;

describe("the workflow's file", () => {
  it("is not accepted any more with a Next that leads nowhere", () => {
    expect(validate(JSON.parse(file.replace('"Next": "IsOpened"', '"Next": "Nowhere"'))).isValid).toBe(false);
  });

  it("is valid Amazon States Language", () => {
    const { errorsText, isValid } = validate(JSON.parse(definition(arnOf)));
    expect(errorsText("\n")).toBe("");
    expect(isValid).toBe(true);
  });

  it("speaks JSONPath only, which both of its readers know", () => {
    expect(file).not.toMatch(/"(QueryLanguage|Assign|Arguments|Output)"/);
  });

  it("ends by itself after six hours", () => {
    expect(machine.TimeoutSeconds).toBe(21_600);
  });
});

describe("the Task states", () => {
  it("are those of tasks.ts, each served by the function that it names there", () => {
    expect(Object.fromEntries(taskStates.map(([name, { Parameters }]) => [name, Parameters?.FunctionName]))).toEqual(
      Object.fromEntries(Object.entries(tasks).map(([name, folder]) => [name, `\${${folder}}`])),
    );
  });

  it.each(taskStates)(
    "%s calls a function and says how long that may take",
    (_, { Resource, TimeoutSeconds, TimeoutSecondsPath }) => {
      expect(Resource).toMatch(/^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/);
      expect(TimeoutSeconds ?? TimeoutSecondsPath).toBeDefined();
    },
  );

  it("wait longer than their function may take, but for the first status, which keeps nobody waiting", () => {
    const early = taskStates.filter(
      ([name, { TimeoutSeconds = Number.POSITIVE_INFINITY }]) =>
        TimeoutSeconds <= functionLimits[tasks[name as keyof typeof tasks]].seconds,
    );
    expect(early.map(([name]) => name)).toEqual(["ReportStatusRunning"]);
  });

  it("retry and catch only errors that the validator declares or AWS gives", () => {
    const named = taskStates.flatMap(([, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    const known: readonly string[] = [...errorNames, ...awsErrors];
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it("name States.ALL alone and last, as Step Functions demands", () => {
    for (const [, { Retry = [], Catch = [] }] of taskStates) {
      for (const rules of [Retry, Catch]) {
        const all = rules.findIndex(({ ErrorEquals }) => ErrorEquals.includes("States.ALL"));
        if (all >= 0) expect([all, rules[all]?.ErrorEquals]).toEqual([rules.length - 1, ["States.ALL"]]);
      }
    }
  });

  it("catch their own error inside Observe, so that one blind check does not hide the others", () => {
    const branches = machine.States.Observe?.Branches ?? [];
    const checks = branches.flatMap(({ States }) => Object.entries(States)).filter(([, { Type }]) => Type === "Task");
    expect(checks.map(([name]) => name)).toEqual(["CheckTaskHealth", "CheckLogSignatures", "CheckOperations"]);
    for (const [, { Catch }] of checks)
      expect(Catch).toEqual([expect.objectContaining({ ErrorEquals: ["States.ALL"] })]);
  });
});

describe("the definition", () => {
  it("has the function's ARN in place of every placeholder, and nothing else changed", () => {
    const bound = definition(arnOf);
    expect(bound).not.toContain("${");
    expect(
      bound.replaceAll(/arn:aws:lambda:eu-west-1:111122223333:function:([a-z-]+)/g, (_, folder) => `\${${folder}}`),
    ).toBe(file);
  });

  it("asks for each function of tasks.ts, and for no other", () => {
    const asked = new Set<string>();
    definition((folder) => {
      asked.add(folder);
      return arnOf(folder);
    });
    expect([...asked].sort()).toEqual([...new Set(Object.values(tasks))].sort());
  });
});
