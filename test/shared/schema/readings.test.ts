import { describe, expect, it } from "vitest";
import { parseProfile, resolveProfile } from "../../../shared/schema/resolve-profile.ts";

const metric = (over: string) =>
  `{ name: errors, namespace: AWS/ApplicationELB, metric: HTTPCode_Target_5XX_Count, statistic: Sum${over} }`;

function problemsOf(readings: string): readonly string[] {
  return parseProfile(`readings: ${readings}`).problems;
}

describe("readings of a profile", () => {
  it.each([
    ["{}", "readings: reads nothing: name metrics, or set targetHealth"],
    ["{ targetHealth: false }", "readings: reads nothing: name metrics, or set targetHealth"],
    [`{ metrics: [${metric(", period: 90s")}] }`, "period: must be full minutes"],
    [
      `{ metrics: [${metric(", before: 24h")}] }`,
      "before: is 1440 periods long, at most 720 are read: take a longer period",
    ],
    [`{ metrics: [${metric(", dimensions: { ':a': b }")}] }`, "metrics[0].dimensions"],
    [`{ metrics: [${metric(", period: 1h")}] }`, "before: must be full periods of 1h"],
    [`{ metrics: [${metric(", before: 90s")}] }`, "before: must be full periods of 1m"],
    [
      `{ metrics: [${metric("").replace("errors", '"\\e[31merrors"')}] }`,
      "must be one line without control characters",
    ],
    [`{ metrics: [${metric("").replace("errors", '"a\\u202eb"')}] }`, "must be one line without control characters"],
    [`{ metrics: [${metric("").replace("errors", '"errors "')}] }`, "without spaces at its ends"],
    [`{ metrics: [${metric(", region: sydney")}] }`, "must be an AWS Region such as ap-southeast-2"],
    [`{ metrics: [${metric(", dimensions: { LoadBalancer: '' }")}] }`, "metrics[0].dimensions"],
    [`{ metrics: [${metric("")}, ${metric("")}] }`, "metrics[1].name: is used twice: errors"],
    [
      `{ metrics: [${metric("").replace("Sum", "p101")}] }`,
      "must be Sum, Average, Minimum, Maximum, SampleCount or a percentile",
    ],
    [`{ metrics: [${metric("").replace("AWS/", ":AWS/")}] }`, "must not begin with a colon"],
    [
      `{ metrics: [${metric("").replace("AWS/", " AWS/").replace(": ", ": ' ").replace("ELB", "ELB'")}] }`,
      "metrics[0]",
    ],
  ])("are refused with the place and what is allowed: %s", (readings, problem) => {
    expect(problemsOf(readings).join("\n")).toContain(problem);
  });

  it("are at most 10 metrics, as each costs", () => {
    const metrics = Array.from({ length: 11 }, (_, index) => metric("").replace("errors", `errors ${index}`));
    expect(problemsOf(`{ metrics: [${metrics.join(", ")}] }`)).not.toEqual([]);
    expect(problemsOf(`{ metrics: [${metrics.slice(1).join(", ")}] }`)).toEqual([]);
  });

  it.each(["Sum", "Average", "Minimum", "Maximum", "SampleCount", "p95", "p99.9", "p100", "p0"])(
    "take %s",
    (statistic) => {
      expect(problemsOf(`{ metrics: [${metric("").replace("Sum", statistic)}] }`)).toEqual([]);
    },
  );

  it("stand in the record with their usual values", () => {
    const text = `readings: { metrics: [${metric("")}] }`;
    expect(resolveProfile({ text, source: "p" }, "shop").resolved.readings).toEqual({
      targetHealth: false,
      metrics: [
        {
          name: "errors",
          namespace: "AWS/ApplicationELB",
          metric: "HTTPCode_Target_5XX_Count",
          dimensions: {},
          statistic: "Sum",
          periodSeconds: 60,
          beforeSeconds: 1800,
        },
      ],
    });
  });

  it("are absent unless the profile wants them", () => {
    expect(resolveProfile(undefined, "shop").resolved).not.toHaveProperty("readings");
  });
});
