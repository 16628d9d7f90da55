import * as z from "zod/mini";
import type { MetricQuery, ReadingsPlan } from "../domain/readings.ts";
import { humanDuration } from "../domain/time.ts";
import { Duration } from "./duration.ts";
import { Region } from "./promotion.ts";

/** Points of the time before a rollout; with those of the longest validation they fit into one answer and one item. */
const mostPointsBefore = 720;

/** Limits of names: `MetricName`, `Dimension` and `Namespace` in the API reference of CloudWatch. */
const name = (most: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(most),
      z.regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, "must be plain ASCII without spaces at its ends"),
    );

const notColon = z.regex(/^[^:]/, "must not begin with a colon");

const dimensionName = /^(?!:)[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

const Metric = z
  .strictObject({
    name: z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(60),
        z.regex(
          /^(?! )[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+(?<! )$/u,
          "must be one line without control characters, and without spaces at its ends",
        ),
        z.describe("What people call it, e.g. ALB 5xx; unique in the profile."),
      ),
    namespace: name(255).check(notColon, z.describe("Of CloudWatch, e.g. AWS/ApplicationELB.")),
    metric: name(255).check(z.describe("Name of the metric, e.g. HTTPCode_Target_5XX_Count.")),
    dimensions: z
      .prefault(
        // A record would bring a kilobyte and more of zod into the function that opens a validation.
        z.catchall(z.object({}), name(1024)).check(
          z.refine((dimensions) => Object.keys(dimensions).length <= 30, "has more than 30 members"),
          z.refine(
            (dimensions) => Object.keys(dimensions).every((each) => dimensionName.test(each)),
            "must have names of plain ASCII, without spaces at their ends or a colon before them",
          ),
        ),
        {},
      )
      .check(z.describe("All dimensions with which it is published; with others there is no such metric.")),
    statistic: z
      .string()
      .check(
        z.regex(
          /^(?:Sum|Average|Minimum|Maximum|SampleCount|p(?:100|\d{1,2}(?:\.\d{1,10})?))$/,
          "must be Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p95",
        ),
        z.describe("Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p95."),
      ),
    region: z
      .optional(Region)
      .check(
        z.describe(
          "Where it is published, when that is not the service's Region: CloudFront and Billing are in us-east-1.",
        ),
      ),
    period: z
      .prefault(Duration.check(z.refine((value) => value % 60 === 0, "must be full minutes")), "1m")
      .check(z.describe("What one point stands for: full minutes.")),
    before: z
      .prefault(Duration, "30m")
      .check(z.describe("How much from before the rollout is read beside it, for comparison: full periods.")),
  })
  .check(
    z.superRefine(({ period, before }, context) => {
      // CloudWatch's periods begin where they do: of a part of one nothing could be said.
      if (before % period !== 0) {
        const message = `must be full periods of ${humanDuration(period)}`;
        context.addIssue({ code: "custom", path: ["before"], message });
      }
      if (before / period <= mostPointsBefore) return;
      const message = `is ${Math.floor(before / period)} periods long, at most ${mostPointsBefore} are read: take a longer period`;
      context.addIssue({ code: "custom", path: ["before"], message });
    }),
  );

/** What is read of other services once a rollout is judged, and kept with its evidence. */
export const Readings = z
  .strictObject({
    targetHealth: z
      .prefault(z.boolean(), false)
      .check(z.describe("Whether to read the targets of the service's load balancers.")),
    metrics: z.prefault(z.array(Metric).check(z.maxLength(10)), []).check(z.describe("Metrics of CloudWatch.")),
  })
  .check(
    z.superRefine(({ targetHealth, metrics }, context) => {
      if (!targetHealth && metrics.length === 0)
        context.addIssue({ code: "custom", path: [], message: "reads nothing: name metrics, or set targetHealth" });
      for (const [index, { name: own }] of metrics.entries()) {
        if (metrics.findIndex((metric) => metric.name === own) < index)
          context.addIssue({ code: "custom", path: ["metrics", index, "name"], message: `is used twice: ${own}` });
      }
    }),
  );

export function readingsPlan({ targetHealth, metrics }: z.infer<typeof Readings>): ReadingsPlan {
  return { targetHealth, metrics: metrics.map(metricQuery) };
}

function metricQuery({ period, before, region, ...query }: z.infer<typeof Metric>): MetricQuery {
  return { ...query, ...(region !== undefined && { region }), periodSeconds: period, beforeSeconds: before };
}
