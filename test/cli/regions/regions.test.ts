import { describe, expect, it } from "vitest";
import { regionsDossier } from "../../../cli/evidence/regions-dossier.ts";
import { chosenRegions } from "../../../cli/regions/region-choice.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

describe("the Regions", () => {
  it.each([
    [{}, {}, "No AWS Region"],
    [{}, { region: "sydney" }, '--region: "sydney" is no AWS Region'],
    [{}, { regions: "eu-west-1,,x" }, '--regions: "", "x" is no AWS Region'],
    [{}, { region: "eu-west-1", regions: "eu-west-1" }, "not both"],
    [{ AWS_REGION: "" }, {}, "No AWS Region"],
  ])("with %j and %j are refused", (env, choice, message) => {
    expect(() => chosenRegions({ env }, choice)).toThrow(message);
  });

  it.each([
    [{ AWS_REGION: "eu-west-1" }, {}, ["eu-west-1"]],
    [{ AWS_DEFAULT_REGION: "eu-west-1" }, {}, ["eu-west-1"]],
    [{ AWS_REGION: "eu-west-1" }, { region: "us-gov-east-1" }, ["us-gov-east-1"]],
    [{}, { regions: "eu-west-1, ap-southeast-2,eu-west-1" }, ["eu-west-1", "ap-southeast-2"]],
  ])("with %j and %j are %j", (env, choice, expected) => {
    expect(chosenRegions({ env }, choice)).toEqual(expected);
  });
});

describe("the evidence of several Regions", () => {
  const choice = { releaseId: "v2.3.1", regions: "ap-southeast-2,eu-west-1" };

  it("is told although one does not answer, and names that one", async () => {
    const regions = await someRegions(["ap-southeast-2"]);
    await keep(regions.of("ap-southeast-2").evidence, aGateRollout());
    const open: SomeRegions["open"] = async (name) => {
      if (name === "eu-west-1") throw new ValidatorError("AccessDenied", "ssm:GetParameter on /x was denied");
      return regions.of(name);
    };

    const { dossier, unanswered } = await regionsDossier({ env: {} }, open, choice);

    expect(dossier.rollouts).toHaveLength(1);
    expect(unanswered).toEqual([
      { region: "eu-west-1", reason: expect.stringContaining("ssm:GetParameter on /x was denied"), isDenied: true },
    ]);
  });

  it("is refused when all answer and none knows the release", async () => {
    const regions = await someRegions(["ap-southeast-2", "eu-west-1"]);

    await expect(regionsDossier({ env: {} }, regions.open, choice)).rejects.toThrow(
      "There is no evidence of release v2.3.1 in ap-southeast-2, eu-west-1.",
    );
  });
});
