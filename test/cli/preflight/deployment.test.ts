import { describe, expect, it } from "vitest";
import { someServiceFacts } from "../../builders/a-preflight.ts";
import { denied, judged } from "./judged.ts";

const service = (over: Parameters<typeof someServiceFacts>[0]) => ({ service: someServiceFacts(over) });

describe("the circuit breaker", () => {
  it.each([
    [{ enable: false, rollback: false }, "NG"],
    [{ enable: false, rollback: true }, "NG"],
    [{ enable: true, rollback: false }, "WARN"],
    [{ enable: true, rollback: true }, "OK"],
  ])("%o: %s", (breaker, status) => {
    expect(judged("circuit breaker", service({ breaker }))).toMatchObject({ status });
  });

  it("is none of ECS's where others deploy", () => {
    expect(judged("circuit breaker", service({ controller: "CODE_DEPLOY" }))).toMatchObject({ status: "SKIP" });
  });
});

describe("capacity", () => {
  it.each([
    [10, 50, "only 5 of 10 tasks stay up for sure (minimum healthy 50 %)"],
    [3, 50, "only 2 of 3 tasks stay up for sure (minimum healthy 50 %)"],
    [2, 0, "only 0 of 2 tasks stay up for sure (minimum healthy 0 %)"],
  ])("of %d tasks with a minimum of %d %% may fall", (desired, minimumHealthyPercent, says) => {
    expect(judged("capacity", service({ desired, minimumHealthyPercent }))).toMatchObject({ status: "WARN", says });
  });

  it("stays with a minimum of 100 %", () => {
    expect(judged("capacity")).toMatchObject({ status: "OK" });
  });

  it.each([{ strategy: "CANARY" }, { scheduling: "DAEMON" }, { controller: "EXTERNAL" }])(
    "is not asked of %o",
    (over) => {
      expect(judged("capacity", service(over))).toMatchObject({ status: "SKIP" });
      expect(judged("room to roll", service(over))).toMatchObject({ status: "SKIP" });
    },
  );
});

describe("room to roll", () => {
  it.each([
    // The minimum is rounded up and the maximum down.
    [2, 100, 100],
    [1, 50, 100],
    [1, 100, 150],
    [3, 80, 120],
  ])("lacks with %d tasks between %d %% and %d %%", (desired, minimumHealthyPercent, maximumPercent) => {
    expect(judged("room to roll", service({ desired, minimumHealthyPercent, maximumPercent }))).toMatchObject({
      status: "NG",
      says: expect.stringContaining("may neither start one more nor stop one"),
    });
  });

  it.each([
    [1, 100, 200, "between 1 and 2 tasks"],
    [2, 50, 100, "between 1 and 2 tasks"],
    [10, 50, 150, "between 5 and 15 tasks"],
    [1, 0, 100, "between 0 and 1 tasks"],
  ])("is there with %d tasks between %d %% and %d %%", (desired, minimumHealthyPercent, maximumPercent, says) => {
    expect(judged("room to roll", service({ desired, minimumHealthyPercent, maximumPercent }))).toMatchObject({
      status: "OK",
      says: expect.stringContaining(says),
    });
  });

  it("is not asked of no task", () => {
    expect(judged("room to roll", service({ desired: 0 }))).toMatchObject({ status: "SKIP" });
  });
});

describe("the deployment's alarms", () => {
  const two = service({ alarms: { enable: true, names: ["a", "b"] } });
  const states = (...alarms: readonly (readonly [string, string])[]) => ({
    value: alarms.map(([name, state]) => ({ name, state })),
  });

  it.each([
    { enable: true, names: [] },
    { enable: false, names: ["a"] },
  ])("of %o are missing: nothing that only users feel takes a release back", (alarms) => {
    expect(judged("alarms", service({ alarms }))).toMatchObject({
      status: "WARN",
      says: "none: a release whose tasks are healthy and whose users see errors is not taken back",
    });
  });

  it("that are red already are no protection at all", () => {
    expect(judged("alarms", { ...two, alarms: states(["a", "ALARM"], ["b", "OK"]) })).toMatchObject({
      status: "NG",
      says: "a is red already, so ECS would ignore all alarms during the deployment",
    });
    expect(judged("alarms", { ...two, alarms: states(["a", "ALARM"], ["b", "ALARM"]) })).toMatchObject({
      says: expect.stringMatching(/^a and b are red already/),
    });
  });

  it("that do not exist, or see nothing, are a warning", () => {
    expect(judged("alarms", { ...two, alarms: states(["b", "OK"]) })).toMatchObject({
      status: "WARN",
      says: "there is no alarm a",
    });
    expect(judged("alarms", { ...two, alarms: states(["a", "OK"], ["b", "INSUFFICIENT_DATA"]) })).toMatchObject({
      status: "WARN",
      says: "b has too little data",
    });
  });

  it("are not judged when another controller deploys, or they cannot be read", () => {
    expect(judged("alarms", service({ controller: "EXTERNAL" }))).toMatchObject({ status: "SKIP" });
    expect(judged("alarms", { alarms: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
  });

  it("are OK when they are", () => {
    expect(judged("alarms")).toMatchObject({ status: "OK", says: "shop-5xx is OK" });
  });
});
