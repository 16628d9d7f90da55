import { describe, expect, it } from "vitest";
import { parseProfile, resolveProfile } from "../../../shared/schema/resolve-profile.ts";

function problemsOf(promotion: string): readonly string[] {
  return parseProfile(`promotion: ${promotion}`).problems;
}

/** A promotion with Monday to Thursday from nine to four in Auckland, of which one member is another one. */
function aWindow(over = ""): string {
  const members = ["days: [mon..thu]", "from: '09:00'", "until: '16:00'", "zone: Pacific/Auckland"];
  const [name] = over.split(":");
  const kept = members.filter((member) => !member.startsWith(`${name}:`));
  return `{ window: { ${[...kept, over].filter(Boolean).join(", ")} } }`;
}

describe("the way from Region to Region", () => {
  it.each([
    ["{ regions: [] }", "promotion.regions: "],
    ["{ regions: [sydney] }", "promotion.regions[0]: must be an AWS Region such as ap-southeast-2"],
    ["{ regions: [eu-west-1, eu-west-1] }", "promotion.regions: names a Region twice"],
    ["{ soak: 91d }", "promotion.soak: must be between 1s and 90d"],
    ["{ soak: 30 }", "promotion.soak: must be a duration with its unit: write 30s"],
    ["{ evidenceAge: 1w }", "promotion.evidenceAge: must be a period such as 30m, 4h or 7d"],
    ["{ overrides: perhaps }", "promotion.overrides: "],
    ["{ requires: { environment: Live } }", "promotion.requires.environment: must be lower case"],
    ["{ soaks: 1m }", "promotion"],
    ["{ approval: mia }", "promotion.approval: "],
    [aWindow("days: []"), "promotion.window.days: "],
    [aWindow("days: [monday]"), "promotion.window.days[0]: must be a day such as mon, or several such as mon..thu"],
    [aWindow("from: '9:00'"), "promotion.window.from: must be a time on five minutes such as 09:00"],
    [aWindow("from: '09:03'"), "promotion.window.from: must be a time on five minutes"],
    [aWindow("from: '24:00'"), "promotion.window.from: must be a time on five minutes"],
    [aWindow("until: '25:00'"), "promotion.window.until: must be a time on five minutes such as 16:00, or 24:00"],
    [aWindow("until: '09:00'"), "promotion.window.until: must not be as late as from"],
    [aWindow("zone: Auckland"), "promotion.window.zone: must be a time zone such as Pacific/Auckland"],
    [aWindow("zone: '+13:00'"), "promotion.window.zone: must be a time zone"],
    ["{ window: { days: [mon] } }", "promotion.window.from: is missing"],
  ])("%s is refused", (text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem);
  });

  it("is kept with the validation in seconds, and allows no person to open a gate unless it says so", () => {
    const of = (promotion: string) =>
      resolveProfile({ text: `promotion: ${promotion}`, source: "x" }, "shop").resolved.promotion;

    expect(of("{ regions: [ap-southeast-2, eu-west-1], soak: 30m }")).toEqual({
      regions: ["ap-southeast-2", "eu-west-1"],
      soakSeconds: 1800,
      overrides: false,
    });
    expect(of("{ evidenceAge: 2d12h, overrides: true, requires: { environment: staging } }")).toEqual({
      regions: [],
      soakSeconds: 0,
      evidenceAgeSeconds: 216_000,
      overrides: true,
      requiresEnvironment: "staging",
    });
    expect(of("{ approval: true }")).toMatchObject({ approval: true });
    expect(resolveProfile(undefined, "shop").resolved.promotion).toBeUndefined();
  });
});

describe("the promotion window", () => {
  it.each([
    ["days: [mon..thu]", ["mon", "tue", "wed", "thu"]],
    ["days: [sat..mon, mon]", ["mon", "sat", "sun"]],
    ["days: [fri]", ["fri"]],
  ])("%s", (text, days) => {
    const { resolved } = resolveProfile({ text: `promotion: ${aWindow(text)}`, source: "x" }, "shop");

    expect(resolved.problems).toEqual([]);
    expect(resolved.promotion?.window).toEqual({ days, from: "09:00", until: "16:00", zone: "Pacific/Auckland" });
  });
});

describe("environments", () => {
  it.each([
    ["[{ ref: 'v*' }]", "environments[0].name: "],
    ["[{ ref: 'v[0-9]', name: staging }]", "environments[0].ref: must be a ref or release id in which *"],
    ["[{ ref: 'v*', name: Live }]", "environments[0].name: must be lower case"],
  ])("%s are refused", (text, problem) => {
    expect(parseProfile(`environments: ${text}`).problems[0]).toContain(problem);
  });
});
