import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { aTemplate, resourcesOf, root } from "./template.ts";

/** A file with this text, filled up to a number of bytes. */
function aProfile({ text = "service: bf-manage-core\n", bytes = 100 } = {}): string {
  const file = join(mkdtempSync(join(tmpdir(), "profile-")), "profile.yaml");
  writeFileSync(file, text.padEnd(bytes, "\n"));
  return relative(root, file);
}

interface ParameterProperties {
  readonly Name: string;
  readonly Type: string;
  readonly Tier: string;
  readonly Value: string;
}

function parametersWith(stage: Parameters<typeof aTemplate>[0]): readonly ParameterProperties[] {
  return [...resourcesOf<ParameterProperties>(aTemplate(stage), "AWS::SSM::Parameter").values()]
    .map(({ Properties }) => Properties)
    .filter(({ Name }) => Name.includes("/profiles/"));
}

describe("the profiles of a stage", () => {
  it("are refused when no parameter can hold them", () => {
    const profiles = [{ cluster: "production", service: "bf-manage-core", file: aProfile({ bytes: 8193 }) }];
    expect(() => aTemplate({ profiles })).toThrow(
      /profile\.yaml cannot be published:\n\(whole\): has 8193 bytes, and a parameter holds 8192 at most/,
    );
  });

  it("are refused when they are no profiles, and every problem is named", () => {
    const file = aProfile({ text: "service: bf-manage-core\nchekcs: []\nrollout: { within: soon }\n" });
    expect(() => aTemplate({ defaultProfile: file })).toThrow(/chekcs.*rollout\.within|rollout\.within.*chekcs/s);
  });

  it("are refused when they are another service's", () => {
    const profiles = [{ cluster: "production", service: "bf-billing", file: aProfile() }];
    expect(() => aTemplate({ profiles })).toThrow(
      /service: is bf-manage-core, but the profile was found for bf-billing/,
    );
  });

  it("are published under the path that open-validation reads", () => {
    const profiles = [{ cluster: "production", service: "bf-manage-core", file: aProfile() }];
    expect(parametersWith({ profiles, defaultProfile: aProfile() })).toEqual([
      expect.objectContaining({
        Name: "/ecs-rollout-validator/profiles/production/bf-manage-core",
        Type: "String",
        Tier: "Standard",
      }),
      expect.objectContaining({ Name: "/ecs-rollout-validator/profiles/default" }),
    ]);
  });

  it.each([
    { bytes: 4096, tier: "Standard" },
    { bytes: 4097, tier: "Advanced" },
  ])("of $bytes bytes take the $tier tier", ({ bytes, tier }) => {
    expect(parametersWith({ defaultProfile: aProfile({ bytes }) })).toMatchObject([{ Tier: tier }]);
  });

  it("are none when the stage names none", () => {
    expect(parametersWith({})).toEqual([]);
  });
});
