import { describe, expect, it } from "vitest";
import { aDefinition, aFoundProfile, aGoodProfile, someContainerFacts } from "../../builders/a-preflight.ts";
import { region } from "../../builders/a-rollout.ts";
import { denied, judged } from "./judged.ts";

function groupOf(over: { readonly group?: string; readonly region?: string; readonly container?: string }) {
  return { container: "app", group: "/ecs/shop", region, logClass: { value: "STANDARD" }, ...over };
}

const outside = { logGroups: [groupOf({ group: "/prod/shop" })] };

describe("the access to the log groups", () => {
  it("is NG when a check that decides reads outside of what the functions may read", () => {
    expect(judged("log access", outside)).toMatchObject({
      status: "NG",
      says: "the validator may not read /prod/shop, and a check that decides reads it: its verdict would be inconclusive",
      next: "Add its prefix to logGroupPrefixes of the stage, which has /ecs/, and deploy the validator.",
    });
  });

  it("is NG in a Region that the functions may not read", () => {
    expect(judged("log access", { logGroups: [groupOf({ region: "eu-west-1" })] })).toMatchObject({
      status: "NG",
      says: expect.stringContaining("/ecs/shop in eu-west-1"),
      next: "Add its Region to otherLogRegions of the stage, and deploy the validator.",
    });
    const logReach = { value: { prefixes: ["/ecs/"], otherRegions: ["eu-west-1"] } };
    expect(judged("log access", { logGroups: [groupOf({ region: "eu-west-1" })], logReach })).toMatchObject({
      status: "OK",
    });
  });

  it("is a warning when only the last lines of dead containers would be missing", () => {
    const shadowed = aFoundProfile(aGoodProfile.replace("name: started,", "name: started, mode: shadow,"));

    expect(judged("log access", { ...outside, ...shadowed })).toMatchObject({
      status: "WARN",
      says: "the validator may not read /prod/shop: no last lines of containers that died, and no check can read it",
    });
    expect(judged("log access", { ...outside, ...aFoundProfile(undefined) })).toMatchObject({ status: "WARN" });
  });

  it("of a sidecar that no check reads does not matter", () => {
    const definition = aDefinition({}, someContainerFacts({ name: "proxy", essential: false }));
    const logGroups = [groupOf({}), groupOf({ container: "proxy", group: "/prod/proxy" })];

    expect(judged("log access", { definition, logGroups })).toMatchObject({
      status: "OK",
      says: "the validator may read /ecs/shop",
    });
  });

  it("is not judged when nobody says what the functions may read", () => {
    expect(judged("log access", { logReach: denied })).toMatchObject({ status: "SKIP", unread: "denied" });
    expect(judged("log access", { logReach: { value: undefined } })).toMatchObject({
      status: "SKIP",
      says: `no validator in ${region} publishes what it may read`,
    });
    expect(judged("log access", { logGroups: [] })).toMatchObject({ status: "SKIP" });
    expect(judged("log access", { definition: denied })).toMatchObject({ status: "SKIP" });
  });
});
