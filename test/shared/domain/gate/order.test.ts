import { describe, expect, it } from "vitest";
import { type Promotion, regionsBefore, requirementsTo } from "../../../../shared/domain/gate/order.ts";
import type { PromotionRules } from "../../../../shared/domain/gate/promotion-rules.ts";

const regions = ["ap-southeast-2", "eu-west-1", "us-east-1"];
const commit = "c".repeat(40);
const digest = `sha256:${"d".repeat(64)}`;

/** What the profile asks for at every step of the way. */
const standing = {
  soakSeconds: 1800,
  evidenceAgeSeconds: 86_400,
  overrides: true,
  approval: true,
  window: { days: ["mon"], from: "09:00", until: "16:00", zone: "UTC" },
} as const;

const rules = (over: Partial<PromotionRules> = {}): PromotionRules => ({ ...standing, regions, ...over });

const asked = (to: string, over: Partial<Promotion> = {}): Promotion => ({
  service: "shop",
  cluster: "production",
  release: "v2.3.1",
  to,
  ...over,
});

/** What is asked of every place: no soak of its own, but that of the rules. */
const base = { service: "shop", release: "v2.3.1", soakSeconds: 0, promotion: standing };
const passedIn = (region: string) => ({ ...base, kind: "region", cluster: "production", region });

describe("the Regions before one", () => {
  it.each([
    ["are not known where the order does not have it", "sa-east-1", regions, undefined],
    ["are not known where there is no order", "eu-west-1", [], undefined],
    ["are none for the first", "ap-southeast-2", regions, []],
    ["are one for the second", "eu-west-1", regions, ["ap-southeast-2"]],
    ["are all others for the last, in order", "us-east-1", regions, ["ap-southeast-2", "eu-west-1"]],
  ])("%s", (_, to, order, expected) => {
    expect(regionsBefore(to, order)).toEqual(expected);
  });
});

describe("a release that wants to go to a Region", () => {
  it.each([
    ["that the order does not have", "sa-east-1", rules()],
    [
      "that the order does not have, with an environment to pass first",
      "sa-east-1",
      rules({ requiresEnvironment: "staging" }),
    ],
    ["without an order", "eu-west-1", rules({ regions: [] })],
  ])("%s has no requirements that could be met", (_, to, own) => {
    expect(requirementsTo(asked(to), own)).toBeUndefined();
  });

  it("must have passed in every one before it, in order, by the standing rules of its profile", () => {
    expect(requirementsTo(asked("us-east-1"), rules())).toStrictEqual([
      passedIn("ap-southeast-2"),
      passedIn("eu-west-1"),
    ]);
  });

  it("need not have passed in the ones after it", () => {
    expect(requirementsTo(asked("eu-west-1"), rules())).toStrictEqual([passedIn("ap-southeast-2")]);
  });

  it("must be of the same commit and the same image there", () => {
    expect(requirementsTo(asked("eu-west-1", { commit, digest }), rules())).toStrictEqual([
      { ...passedIn("ap-southeast-2"), commit, digest },
    ]);
  });

  it("is asked for the environment only before the first one", () => {
    expect(requirementsTo(asked("eu-west-1"), rules({ requiresEnvironment: "staging" }))).toStrictEqual([
      passedIn("ap-southeast-2"),
    ]);
  });
});

describe("a release that wants to go to the first Region", () => {
  it("must have passed in the environment, as this commit, but in any cluster and as any image", () => {
    const own = rules({ requiresEnvironment: "staging" });

    expect(requirementsTo(asked("ap-southeast-2", { commit, digest }), own)).toStrictEqual([
      { ...base, kind: "environment", environment: "staging", region: "ap-southeast-2", commit },
    ]);
  });

  it("has nothing to show where no environment is required", () => {
    expect(requirementsTo(asked("ap-southeast-2", { commit, digest }), rules())).toStrictEqual([]);
  });
});
