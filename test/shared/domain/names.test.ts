import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isKnownRelease, isProject, isRegion, isReleaseId } from "../../../shared/domain/names.ts";
import { fitIntent } from "../../../shared/gitlab/fit-intent.ts";
import { GateQuestionInput } from "../../../shared/schema/gate-question.ts";
import { Firelens } from "../../../shared/schema/log-options.ts";
import { Region } from "../../../shared/schema/promotion.ts";
import { resolveProfile } from "../../../shared/schema/resolve-profile.ts";
import { aStatusIntent } from "../../builders/a-status-intent.ts";

const projects = fc.oneof(
  fc.constantFrom("shop", "42", "fleet/shop", "a/b/c", "../x", "fleet/..", "/shop", "fleet/", "", "..", "a b/c", "é/x"),
  fc.stringMatching(/^[\w./-]{0,20}$/),
  fc.stringMatching(/^(?:ab\/){80,90}x$/),
);
const regions = fc.oneof(
  fc.constantFrom(
    "ap-southeast-2",
    "us-gov-west-1",
    "us-iso-east-1",
    "mars",
    "eu-west-",
    "eusc-de-east-1",
    "EU-WEST-1",
  ),
  fc.stringMatching(/^[a-z]{1,4}(?:-[a-z]{2,5}){0,4}-\d{0,3}$/),
);
const ids = fc.oneof(
  fc.constantFrom("v2.3.1", "unattributed#shop#4711", "a#b", "", "-v1", ".x", "$CI_COMMIT_TAG", "x".repeat(129)),
  fc.stringMatching(/^[\w.+/:@#-]{0,20}$/),
);

describe("a GitLab project", () => {
  it.each(["shop", "", "../shop", "fleet/..", "fleet/", "/shop", `${"a/".repeat(150)}b`])("is not %j", (text) => {
    expect(isProject(text)).toBe(false);
  });

  it.each(["42", "fleet/shop", "fleet/mobile/shop.api_v-2"])("is %s", (text) => {
    expect(isProject(text)).toBe(true);
  });

  it("that a profile takes is one for which GitLab can be asked", () => {
    fc.assert(
      fc.property(projects, (project) => {
        const { problems } = resolveProfile(
          { text: JSON.stringify({ gitlab: { project } }), source: "x" },
          "shop",
        ).resolved;
        expect([isProject(project), problems]).toEqual([
          problems.length === 0,
          isProject(project) ? [] : [expect.stringContaining("must be a numeric id or a path such as group/project")],
        ]);
        expect("refusal" in fitIntent(aStatusIntent({ project }))).toBe(!isProject(project));
      }),
    );
  });
});

describe("an AWS Region", () => {
  it("is the same for promotion and for the logs of FireLens", () => {
    fc.assert(
      fc.property(regions, (region) => {
        expect(Region.safeParse(region).success).toBe(isRegion(region));
        expect(Firelens.safeParse({ group: "/ecs/shop", region }).success).toBe(isRegion(region));
      }),
    );
  });

  it.each(["ap-southeast-2", "us-gov-west-1", "eusc-de-east-1"])("is %s", (region) => {
    expect(isRegion(region)).toBe(true);
  });
});

describe("a release", () => {
  it("that is asked for is one that can be kept, also without a name", () => {
    fc.assert(
      fc.property(ids, (release) => {
        const requirement = { kind: "region", service: "shop", region: "eu-west-1", release };
        expect(GateQuestionInput.safeParse({ requirements: [requirement] }).success).toBe(isKnownRelease(release));
        if (isReleaseId(release)) expect(isKnownRelease(release)).toBe(true);
      }),
    );
  });

  it.each(["unattributed#shop#4711", "v2.3.1"])("is kept as %s", (id) => {
    expect(isKnownRelease(id)).toBe(true);
  });

  it.each(["a#b", "", ".x", "unattributed#shop#x"])("is never kept as %j", (id) => {
    expect(isKnownRelease(id)).toBe(false);
  });
});
