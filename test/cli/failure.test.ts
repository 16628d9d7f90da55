import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../cli/exit-code.ts";
import { failureOf, Interrupted, UsageError } from "../../cli/failure.ts";
import { ScenarioError } from "../../local/scenario/read-scenario.ts";
import { errorNames, ValidatorError } from "../../shared/errors.ts";

describe("what an error means to the caller", () => {
  it("is never that a release failed", () => {
    const errors = [
      ...errorNames.map((name) => new ValidatorError(name, "x")),
      new TypeError("x"),
      "text",
      new Interrupted(),
    ];

    for (const error of errors) expect([0, 1]).not.toContain(failureOf(error).code);
  });

  it.each([
    [new UsageError("There is no scenario x."), 2],
    [new ScenarioError("x.yaml", ["title: is absent"]), 2],
    [new ValidatorError("NotFound", "dynamodb:Query on evidence found nothing"), 2],
    [new ValidatorError("DependencyRefused", "dynamodb:Query on evidence was refused (Error: Region is missing)"), 2],
    [new ValidatorError("DependencyUnavailable", "dynamodb:Query on evidence got no answer"), 75],
    [new ValidatorError("AccessDenied", "dynamodb:Query on evidence was denied"), 77],
    [new Interrupted(), 130],
  ])("%s exits with %d", (error, code) => {
    expect(failureOf(error)).toMatchObject({ code });
    expect(failureOf(error)).not.toHaveProperty("unexpected");
  });

  it("is unexpected when nobody thought of it", () => {
    expect(failureOf(new TypeError("x is not a function"))).toEqual({
      code: 75,
      message: "TypeError: x is not a function",
      unexpected: true,
    });
  });
});

describe("the exit code of a verdict", () => {
  it.each([
    ["failed", 1],
    ["inconclusive", 75],
    ["superseded", 75],
    [undefined, 75],
    ["passed", 0],
  ] as const)("%s is %d", (verdict, code) => {
    expect(exitCodeOf(verdict)).toBe(code);
  });
});
