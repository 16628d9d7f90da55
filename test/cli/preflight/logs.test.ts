import { describe, expect, it } from "vitest";
import type { ContainerFacts } from "../../../cli/preflight/facts.ts";
import { aDefinition, aFoundProfile, aGoodProfile, someContainerFacts } from "../../builders/a-preflight.ts";
import { region } from "../../builders/a-rollout.ts";
import { denied, judged, troubled } from "./judged.ts";

const { logDriver: _, ...silent } = someContainerFacts({ logOptions: {} });
const options = someContainerFacts().logOptions;
const shadowed = aFoundProfile(aGoodProfile.replace("name: started,", "name: started, mode: shadow,"));

const routedProfile = `firelens: { group: /ecs/shop }\n${aGoodProfile}`;

function definition(...containers: readonly ContainerFacts[]) {
  return { value: { ...aDefinition().value, containers } };
}

describe("the log driver", () => {
  it.each([
    [silent, "app has no log configuration"],
    [someContainerFacts({ logDriver: "splunk" }), "app logs through splunk, whose place cannot be derived"],
  ])("%# hides lines that a check needs, or only a person", (container, says) => {
    const given = { definition: definition(container) };

    expect(judged("log driver", given)).toMatchObject({
      status: "NG",
      says: `${says}: a check that decides reads these lines`,
    });
    expect(judged("log driver", { ...given, ...shadowed })).toMatchObject({ status: "WARN", says });
    expect(judged("log driver", { ...given, ...aFoundProfile(undefined) })).toMatchObject({ status: "WARN", says });
  });

  it.each([[{ logOptions: { "awslogs-group": "/ecs/shop" } }, "logs without awslogs-stream-prefix"]])(
    "%# makes lines hard to find",
    (over, says) => {
      expect(judged("log driver", { definition: aDefinition(over) })).toMatchObject({
        status: "WARN",
        says: expect.stringContaining(says),
      });
    },
  );

  it.each([
    { profile: aGoodProfile, logOptions: {}, says: "the profile does not name the router's log group" },
    { logOptions: { Name: "datadog" }, says: "logs through FireLens to datadog, not to CloudWatch Logs" },
    { logOptions: { log_group_name: "/other" }, says: "into /other, and the profile names /ecs/shop" },
    { logOptions: { Name: "cloudwatch", log_key: "log" }, says: "no record says which task and container it is of" },
  ])("awsfirelens hides lines that a check needs: $says", ({ profile = routedProfile, logOptions, says }) => {
    const given = { definition: aDefinition({ logDriver: "awsfirelens", logOptions }), ...aFoundProfile(profile) };

    expect(judged("log driver", given)).toMatchObject({
      status: "NG",
      says: expect.stringContaining(says),
      next: expect.stringMatching(/^Name the group in the profile/),
    });
  });

  it.each([{}, { Name: "cloudwatch_logs", log_group_name: "/ecs/shop" }, { log_group_name: "/ecs/$(x)" }])(
    "awsfirelens with %o is read where the profile says",
    (logOptions) => {
      const sidecar = someContainerFacts({ name: "router" });
      const routed = someContainerFacts({ logDriver: "awsfirelens", logOptions });
      const given = { definition: definition(routed, sidecar), ...aFoundProfile(routedProfile) };

      expect(judged("log driver", given)).toMatchObject({
        status: "OK",
        says: "awslogs with a stream prefix in router, FireLens into /ecs/shop in app",
      });
    },
  );

  it("of a container that nobody reads is not asked for", () => {
    const sidecar = { ...silent, name: "proxy", essential: false };

    expect(judged("log driver", { definition: definition(someContainerFacts(), sidecar) })).toMatchObject({
      status: "OK",
      says: "awslogs with a stream prefix in app",
    });
  });

  it("of a sidecar that a check names is asked for", () => {
    const sidecar = { ...silent, name: "proxy", essential: false };
    const named = aFoundProfile("checks: [{ name: up, kind: log-presence, container: [app, proxy] }]");

    expect(judged("log driver", { definition: definition(someContainerFacts(), sidecar), ...named })).toMatchObject({
      status: "NG",
      says: expect.stringContaining("proxy has no log configuration"),
    });
  });

  it("is read by a check that names no container", () => {
    const all = aFoundProfile("checks: [{ name: up, kind: log-presence }]");

    expect(judged("log driver", { definition: definition(silent), ...all })).toMatchObject({ status: "NG" });
  });
});

describe("the log group", () => {
  const missing = [{ container: "app", group: "/ecs/shop", region, logClass: { value: undefined } }];

  it("must be there", () => {
    expect(judged("log group", { logGroups: missing })).toMatchObject({
      status: "NG",
      says: "there is no log group /ecs/shop: tasks that cannot log do not start",
    });
  });

  it("may be made by the first task", () => {
    const creating = aDefinition({ logOptions: { ...options, "awslogs-create-group": "true" } });

    expect(judged("log group", { logGroups: missing, definition: creating })).toMatchObject({ status: "WARN" });
  });

  it("may be made by a FireLens router, and keeps no task from starting", () => {
    const routed = aDefinition({ logDriver: "awsfirelens", logOptions: {} });

    expect(judged("log group", { logGroups: missing, definition: routed })).toMatchObject({ status: "WARN" });
  });

  it("of the class for infrequent access is read late", () => {
    const logGroups = [{ container: "app", group: "/ecs/shop", region, logClass: { value: "INFREQUENT_ACCESS" } }];

    expect(judged("log group", { logGroups })).toMatchObject({
      status: "WARN",
      says: expect.stringMatching(/^\/ecs\/shop is of the class INFREQUENT_ACCESS/),
    });
  });

  it("is not judged when it cannot be read, or there is none", () => {
    const logGroups = [{ container: "app", group: "/ecs/shop", region, logClass: troubled }];

    expect(judged("log group", { logGroups })).toMatchObject({
      status: "SKIP",
      unread: "trouble",
      next: "Run preflight again.",
    });
    expect(judged("log group", { logGroups: [] })).toMatchObject({ status: "SKIP" });
    expect(judged("log group", { definition: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
  });

  it("is told once for all of its containers", () => {
    const logGroups = ["app", "proxy"].map((container) => ({
      container,
      group: "/g",
      region,
      logClass: { value: "STANDARD" },
    }));

    expect(judged("log group", { logGroups })).toMatchObject({ status: "OK", says: "/g, class STANDARD" });
  });
});

describe("the log mode", () => {
  it.each([
    [{}, "app can lose lines when the buffer of 10m is full (the account's default, non-blocking unless changed)"],
    [
      { mode: "non-blocking", "max-buffer-size": "25m" },
      "app can lose lines when the buffer of 25m is full (non-blocking)",
    ],
  ])("%o is a warning", (over, says) => {
    const { mode: _mode, ...rest } = options;

    expect(judged("log mode", { definition: aDefinition({ logOptions: { ...rest, ...over } }) })).toMatchObject({
      status: "WARN",
      says,
    });
  });

  it("that blocks loses nothing", () => {
    expect(judged("log mode")).toMatchObject({ status: "OK" });
  });

  it("is awslogs' alone", () => {
    expect(judged("log mode", { definition: definition(silent) })).toMatchObject({ status: "SKIP" });
  });
});
