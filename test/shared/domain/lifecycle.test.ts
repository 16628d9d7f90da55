import { describe, expect, it } from "vitest";
import { awaitedHook, lifecycleEntries, progressText } from "../../../shared/domain/lifecycle.ts";
import type { ServiceDeployment } from "../../../shared/domain/service-state.ts";
import { at } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";

/** All traffic has moved, and ECS watches. */
function baking(over: Partial<ServiceDeployment> = {}): ServiceDeployment {
  const { finishedAt: _, ...open } = aServiceDeployment({
    status: "IN_PROGRESS",
    lifecycleStage: "BAKE_TIME",
    trafficWeights: { test: 0, production: 100 },
  });
  return { ...open, ...over };
}
const texts = (before: ServiceDeployment | undefined, after: ServiceDeployment | undefined) =>
  lifecycleEntries(before, after, at(60)).map(({ text }) => text);

describe("a rollout stands", () => {
  it("at its status alone when it has no stages, or is over", () => {
    expect(progressText(aServiceDeployment({ status: "IN_PROGRESS" }))).toBe("IN_PROGRESS");
    expect(progressText(baking({ status: "SUCCESSFUL", finishedAt: at(60) }))).toBe("SUCCESSFUL");
  });

  it("in its stage, with its share of the traffic where ECS tells it", () => {
    const { trafficWeights: _, ...unweighted } = baking({ lifecycleStage: "SCALE_UP" });
    expect(progressText(baking())).toBe("IN_PROGRESS in BAKE_TIME with 100% of the traffic");
    expect(progressText(unweighted)).toBe("IN_PROGRESS in SCALE_UP");
  });

  it("at the hook that it waits for, until that expires", () => {
    const hooks = [{ id: "h1", status: "AWAITING_ACTION", expiresAt: at(3600) }];
    expect(progressText(baking({ lifecycleStage: "POST_SCALE_UP", hooks }))).toBe(
      `IN_PROGRESS in POST_SCALE_UP with 100% of the traffic, waiting for lifecycle hook h1 until ${at(3600)}`,
    );
    expect(progressText(baking({ hooks: [{ id: "h1", status: "IN_PROGRESS" }] }))).toContain("lifecycle hook h1");
  });

  it.each(["SUCCEEDED", "FAILED", "TIMED_OUT"])("at no hook that has %s", (status) => {
    expect(awaitedHook(baking({ hooks: [{ id: "h1", status }] }))).toBeUndefined();
  });
});

describe("the timeline of a rollout", () => {
  it("has no stages when it has none, and none without any service deployment", () => {
    expect(texts(undefined, aServiceDeployment())).toEqual([]);
    expect(texts(baking(), undefined)).toEqual([]);
  });

  it("has each stage with its weights, once", () => {
    const shift = baking({ lifecycleStage: "TEST_TRAFFIC_SHIFT", trafficWeights: { test: 100, production: 0 } });
    expect(texts(undefined, shift)).toEqual(["stage TEST_TRAFFIC_SHIFT: 0% of the traffic, 100% of the test traffic"]);
    expect(texts(shift, baking())).toEqual(["stage BAKE_TIME: 100% of the traffic"]);
    expect(texts(baking(), baking())).toEqual([]);
  });

  it("has each step of a stage as its own entry", () => {
    const step = (production: number) =>
      baking({ lifecycleStage: "PRODUCTION_TRAFFIC_SHIFT", trafficWeights: { production } });
    const entries = [...lifecycleEntries(step(5), step(50), at(60)), ...lifecycleEntries(step(50), step(100), at(60))];
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
  });

  it("has a stage without weights by its name", () => {
    const { trafficWeights: _, ...unweighted } = baking({ lifecycleStage: "SCALE_UP" });
    expect(texts(undefined, unweighted)).toEqual(["stage SCALE_UP"]);
  });

  it("has each state of a hook, once", () => {
    const hook = (status: string) => baking({ hooks: [{ id: "h1", status }] });
    expect(texts(baking(), hook("IN_PROGRESS"))).toEqual(["lifecycle hook h1: IN_PROGRESS"]);
    expect(texts(hook("IN_PROGRESS"), hook("FAILED"))).toEqual(["lifecycle hook h1: FAILED"]);
    expect(texts(hook("FAILED"), hook("FAILED"))).toEqual([]);
  });
});
