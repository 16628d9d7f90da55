import { describe, expect, it } from "vitest";
import { parseProfile, resolveProfile } from "../../../shared/schema/resolve-profile.ts";

const found = (text: string) => ({ text, source: "/p/profiles/production/shop" });

describe("the owner of a profile", () => {
  it.each([
    ["{ contact: '#payments' }", /^owner\.team/],
    ["{ team: '' }", /^owner\.team/],
    ["{ team: ' Payments' }", /^owner\.team/],
    ['{ team: "Pay\\u202ements" }', /^owner\.team/],
    ['{ team: "Pay\\nments" }', /^owner\.team/],
    [`{ team: ${"x".repeat(65)} }`, /^owner\.team/],
    [`{ team: P, contact: ${"x".repeat(201)} }`, /^owner\.contact/],
    ["{ team: P, runbook: 'http://wiki.example.com' }", /^owner\.runbook/],
    ["{ team: P, runbook: 'javascript:alert(1)' }", /^owner\.runbook/],
    ["{ team: P, runbook: 'https://wiki.example.com@evil.example/' }", /^owner\.runbook/],
    ["{ team: P, runbook: 'https://wiki.example.com/a b' }", /^owner\.runbook/],
    [`{ team: P, runbook: 'https://wiki.example.com/${"x".repeat(400)}' }`, /^owner\.runbook/],
    ["{ team: P, phone: '1' }", /^owner/],
  ])("is refused as %s", (text, problem) => {
    expect(parseProfile(`owner: ${text}`).problems).toEqual([expect.stringMatching(problem)]);
  });

  it("goes into the record as it stands", () => {
    const owner = {
      team: "Zahlungen & Café",
      contact: "#on-call, +61 2 5550 1234",
      runbook: "https://wiki.example.com/a?b=c#d",
    };
    expect(resolveProfile(found(JSON.stringify({ owner })), "shop").resolved.owner).toEqual(owner);
  });

  it("is absent where the profile names none", () => {
    expect(resolveProfile(found("{}"), "shop").resolved).not.toHaveProperty("owner");
  });
});
