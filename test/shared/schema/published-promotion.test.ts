import { describe, expect, it } from "vitest";
import { publishedPromotion } from "../../../shared/schema/published-promotion.ts";
import { resolveProfile } from "../../../shared/schema/resolve-profile.ts";

const text = `
service: shop
promotion: { regions: [ap-southeast-2, eu-west-1], soak: 30m, approval: true }
checks: [{ name: migrations, kind: log-signature, preset: flyway, within: 3m }]
`;

describe("the promotion of a published profile is refused", () => {
  it.each([
    ["of a text that is no YAML", "promotion: [", /is neither YAML nor JSON/],
    ["of another service", "service: other", /^service: is other, but the profile was found for shop$/],
    ["with an unknown option", "promotion: { soaks: 1h }", /^promotion/],
    ["with a Region that is none", "promotion: { regions: [Sydney] }", /^promotion\.regions\[0\]/],
  ])("%s", (_, profile, problem) => {
    const { rules, problems } = publishedPromotion(profile, "shop");
    expect(rules).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});

describe("the promotion of a published profile", () => {
  it("is what goes into the record of its rollouts", () => {
    expect(publishedPromotion(text, "shop").rules).toEqual(
      resolveProfile({ text, source: "a test" }, "shop").resolved.promotion,
    );
  });

  it("is that of a profile that says nothing of it, when it says nothing", () => {
    expect(publishedPromotion("", "shop").rules).toEqual({ regions: [], soakSeconds: 0, overrides: false });
  });
});
