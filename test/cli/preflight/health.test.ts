import { describe, expect, it } from "vitest";
import type { ContainerFacts } from "../../../cli/preflight/facts.ts";
import { aDefinition, aFoundProfile, someContainerFacts, someServiceFacts } from "../../builders/a-preflight.ts";
import { denied, judged } from "./judged.ts";

const alone = { service: someServiceFacts({ balanced: [], graceSeconds: 0 }) };
const { healthCheck: _, ...withoutCheck } = someContainerFacts({ hasHealthCheck: false });
const app = (over: Partial<ContainerFacts> = {}): Partial<ContainerFacts> => over;

/** `aDefinition` with containers that have no health check at all. */
function unchecked(...names: readonly string[]) {
  const { value } = aDefinition();
  return { value: { ...value, containers: names.map((name) => ({ ...withoutCheck, name })) } };
}

describe("the health check", () => {
  it("is missing when nothing asks any essential container", () => {
    expect(judged("health check", { ...alone, definition: unchecked("app", "api") })).toMatchObject({
      status: "NG",
      says: "nothing checks app and api: a task that hangs counts as healthy",
    });
  });

  it("is a warning when one essential container has none", () => {
    const { value } = aDefinition();
    const definition = { value: { ...value, containers: [...value.containers, { ...withoutCheck, name: "proxy" }] } };

    expect(judged("health check", { definition })).toMatchObject({ status: "WARN", says: "nothing checks proxy" });
  });

  it("is not asked of a container whose end is not the end of the task", () => {
    const { value } = aDefinition();
    const sidecar = { ...withoutCheck, name: "proxy", essential: false };

    expect(
      judged("health check", { definition: { value: { ...value, containers: [...value.containers, sidecar] } } }),
    ).toMatchObject({
      status: "OK",
      says: "app is checked by its own check and the load balancer",
    });
  });

  it("may be the load balancer's alone, or the container's alone", () => {
    expect(judged("health check", { definition: unchecked("app") })).toMatchObject({
      says: "app is checked by the load balancer",
    });
    expect(judged("health check", alone)).toMatchObject({ says: "app is checked by its own check" });
  });

  it("is not judged without a task definition", () => {
    expect(judged("health check", { definition: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
    expect(judged("health check", { definition: { value: undefined } })).toEqual({
      group: "health",
      name: "health check",
      status: "SKIP",
      says: "the service has no task definition that ECS describes",
    });
  });
});

describe("the grace period", () => {
  it.each([
    [0, 40, "NG"],
    [39, 40, "NG"],
    [40, 40, "OK"],
    [60, 40, "OK"],
    [0, 0, "WARN"],
    [1, 0, "OK"],
  ])("of %ds with a start period of %ds: %s", (graceSeconds, startPeriodSeconds, status) => {
    const healthCheck = { intervalSeconds: 30, retries: 3, startPeriodSeconds };

    expect(
      judged("grace period", {
        service: someServiceFacts({ graceSeconds }),
        definition: aDefinition(app({ healthCheck })),
      }),
    ).toMatchObject({ status });
  });

  it("has no meaning without a load balancer", () => {
    expect(judged("grace period", alone)).toMatchObject({ status: "SKIP" });
  });
});

describe("the detection time", () => {
  it("is the start period and all retries", () => {
    expect(judged("detection time")).toMatchObject({
      status: "OK",
      says: "app: a task that hangs is unhealthy 2m10s after its start",
    });
  });

  it("must end before the rollout is given up", () => {
    expect(judged("detection time", aFoundProfile("rollout: { within: 130s }"))).toMatchObject({
      status: "WARN",
      says: expect.stringContaining("and the rollout is given up after 2m10s"),
    });
    expect(judged("detection time", aFoundProfile("rollout: { within: 131s }"))).toMatchObject({ status: "OK" });
  });

  it("is that of the slowest container", () => {
    const slow = { intervalSeconds: 300, retries: 10, startPeriodSeconds: 0 };

    expect(
      judged("detection time", { definition: aDefinition({}, { name: "slow", healthCheck: slow }) }),
    ).toMatchObject({
      status: "WARN",
      says: expect.stringMatching(/^slow: a task that hangs is unhealthy 50m after its start, and .* 15m$/),
    });
  });

  it("is not known without a check of the container's own", () => {
    expect(judged("detection time", { definition: unchecked("app") })).toMatchObject({ status: "SKIP" });
  });
});
