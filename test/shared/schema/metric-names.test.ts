import { describe, expect, it } from "vitest";
import { errorMetric, gateMetric, statusMetric, verdictMetric } from "../../../shared/schema/metric-names.ts";
import { pascalCase } from "../../../shared/schema/pascal-case.ts";

describe("a metric's name", () => {
  it("is words in PascalCase, whatever it counts", () => {
    expect([
      verdictMetric("passed"),
      statusMetric("already posted"),
      gateMetric("open"),
      errorMetric("DependencyThrottled"),
    ]).toEqual(["VerdictPassed", "StatusAlreadyPosted", "GateOpen", "ErrorDependencyThrottled"]);
  });
});

describe("PascalCase", () => {
  it.each([
    ["", ""],
    ["conclude", "Conclude"],
    ["no-verdict-in-time", "NoVerdictInTime"],
    ["already posted", "AlreadyPosted"],
    ["PassedAlready", "PassedAlready"],
  ])("of %j is %j", (words, expected) => {
    expect(pascalCase(words)).toBe(expected);
  });
});
