import { describe, expect, it } from "vitest";
import { aDefinition } from "../../builders/a-preflight.ts";
import { denied, judged } from "./judged.ts";

describe("Container Insights", () => {
  it.each(["disabled", undefined])("%s is a warning", (value) => {
    expect(judged("insights", { insights: { value } })).toMatchObject({
      status: "WARN",
      says: "Container Insights is off in the cluster production: no history of CPU and memory explains a failure",
    });
  });

  it.each(["enabled", "enhanced"])("%s is OK", (value) => {
    expect(judged("insights", { insights: { value } })).toMatchObject({ status: "OK", says: `${value} in production` });
  });

  it("is not judged when the cluster may not be described", () => {
    expect(judged("insights", { insights: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
  });
});

describe("the service's siblings", () => {
  const repository = "1.dkr.ecr.eu-west-1.amazonaws.com/shop";
  const definition = aDefinition({ image: `${repository}:v2` });
  const siblings = (...images: readonly (readonly string[])[]) => ({
    definition,
    siblings: { value: images.map((each, index) => ({ service: `worker${index || ""}`, images: each })) },
  });

  it("left behind on another release are a warning", () => {
    expect(
      judged("siblings", siblings([`${repository}:v1`], [`${repository}@sha256:${"a".repeat(64)}`])),
    ).toMatchObject({
      status: "WARN",
      says: `of the same image, worker runs v1, worker1 runs sha256:aaaaaaaaaaaa…, and app of this service v2`,
      next: "Deploy them together, or know that this is meant: code and queue or schema may no longer fit.",
    });
  });

  it("of the same release, or of other images, are OK", () => {
    expect(judged("siblings", siblings([`${repository}:v2`], [`${repository}-other:v1`]))).toMatchObject({
      status: "OK",
      says: "worker runs the same v2",
    });
    expect(judged("siblings", siblings(["other/shop:v1"]))).toMatchObject({
      status: "OK",
      says: "no other service of the cluster runs the image of app",
    });
  });

  it("are not judged when they cannot be read", () => {
    expect(judged("siblings", { definition, siblings: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
    expect(judged("siblings", { definition: denied })).toMatchObject({ status: "SKIP" });
  });
});
