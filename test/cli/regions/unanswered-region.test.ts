import { expect, it } from "vitest";
import { inEveryRegion } from "../../../cli/regions/in-every-region.ts";
import { unansweredTexts } from "../../../cli/regions/unanswered-region.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aCli } from "../a-cli.ts";

it("Regions that do not answer for one reason share a sentence", () => {
  const silent = (region: string, reason: string) => ({ region, reason, isDenied: true });
  const unanswered = [silent("eu-west-1", "no right"), silent("us-east-1", "late"), silent("eu-central-1", "no right")];

  expect(unansweredTexts(unanswered)).toEqual([
    "eu-west-1, eu-central-1 did not answer: no right",
    "us-east-1 did not answer: late",
  ]);
});

it("what fails in several Regions for one reason is told once, and the first one's code counts", async () => {
  const cli = aCli();
  const refused = "ssm:GetParameter on table was denied (AccessDeniedException: no)";

  const code = await inEveryRegion(cli, ["eu-west-1", "us-east-1", "eu-central-1"], async (region) => {
    if (region !== "us-east-1") throw new ValidatorError("AccessDenied", refused);
  });

  expect(code).toBe(77);
  expect(cli.stderr.text()).toMatch(/^eu-west-1, eu-central-1: ssm:GetParameter on table was denied [^\n]*\n$/);
});
