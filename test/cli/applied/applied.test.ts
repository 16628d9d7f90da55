import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AppliedOptions, applied } from "../../../cli/applied/applied.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const jobUrl = "https://gitlab.example.com/fleet/shop/-/jobs/4711";
const by = { principal: "arn:aws:sts::111122223333:assumed-role/deploy/job", gitlabUser: "mia" };
const place = { release: "v2.3.1", service: "shop", region };

function told(regions: SomeRegions, over: Partial<AppliedOptions> = {}, identify = async () => by) {
  const options = { ...place, outcome: "success", jobUrl, ...over };
  return applied(regions.cli, { ...regions, identify }, options);
}

function kept(regions: SomeRegions, over: Partial<typeof place> = {}) {
  const asked = { ...place, ...over };
  return regions.of(asked.region).looks.applies(asked);
}

function report(regions: SomeRegions, text: string): string {
  writeFileSync(join(regions.cli.folder, "tfplan.json"), text);
  return "tfplan.json";
}

describe("an apply result", () => {
  it.each([
    [{ outcome: "running" }, '--outcome: "running" is none of success, failed, canceled, timedout; GitLab sets'],
    [{ outcome: "" }, '--outcome: "" is none of success, failed, canceled, timedout'],
    [{ outcome: "Success" }, '--outcome: "Success" is none of'],
    [{ jobUrl: "http://gitlab.example.com/j/1" }, "--job-url: it must be an https address"],
    [{ jobUrl: "" }, "--job-url: it must be an https address"],
    [{ jobUrl: "javascript:alert(1)" }, "--job-url: it must be an https address"],
    [{ jobUrl: "https://mia:hunter2@gitlab.example.com/j/1" }, "without a user"],
    [{ jobUrl: "https://gitlab.example.com/j/1?private_token=abcdef" }, "without a user, ? and #"],
    [{ jobUrl: 'https://gitlab.example.com/j/"onclick' }, "must be an https address"],
    [{ jobUrl: "https://gitlab.example.com/glpat-abcdefgh12345678" }, "must not hold what looks like a secret"],
    [{ jobUrl: `https://gitlab.example.com/${"j".repeat(400)}` }, "must have at most 400 characters"],
  ])("is refused with %j, and nothing is kept", async (over, message) => {
    const regions = await someRegions([region]);

    await expect(told(regions, over)).rejects.toThrow(message);
    expect(await kept(regions)).toEqual([]);
  });

  it.each([
    ["", "it is no JSON"],
    ["{", "it is no JSON"],
    ["[]", "tfplan.json is no Terraform report such as"],
    ["{}", "create: is missing; update: is missing; delete: is missing"],
    ['{"create":1,"update":2}', "delete: is missing"],
    ['{"create":-1,"update":0,"delete":0}', "create: must not be below 0"],
    ['{"create":1.5,"update":0,"delete":0}', "create: must be a whole number"],
    ['{"create":"1","update":0,"delete":0}', "create: "],
    ['{"create":1e9,"update":0,"delete":0}', "create: must be at most 1000000"],
    ['{"format_version":"1.2","resource_changes":[]}', "create: is missing"],
  ])("is refused with the report %j, and nothing is kept", async (text, message) => {
    const regions = await someRegions([region]);

    await expect(told(regions, { report: report(regions, text) })).rejects.toThrow(message);
    expect(await kept(regions)).toEqual([]);
  });

  it("is not kept by nobody: without credentials it ends", async () => {
    const regions = await someRegions([region]);
    const nobody = () => Promise.reject(new ValidatorError("AccessDenied", "sts:GetCallerIdentity on here was denied"));

    await expect(told(regions, {}, nobody)).rejects.toThrow("was denied");
  });

  it.each([
    ["may not be written", "denied", 77],
    ["does not answer", "throttled", 75],
  ] as const)("ends with its own code where the table %s, and is kept in the other Regions", async (_, fault, code) => {
    const faults = { "eu-west-1": [{ service: "dynamodb", operation: "PutItem", fault }] } as const;
    const regions = await someRegions([region, "eu-west-1"], { faults: { "eu-west-1": [...faults["eu-west-1"]] } });

    expect(await told(regions, { region: undefined, regions: `${region},eu-west-1` })).toBe(code);

    expect(await kept(regions)).toHaveLength(1);
    expect(await kept(regions, { region: "eu-west-1" })).toEqual([]);
    expect(regions.cli.stderr.text()).toContain("eu-west-1: dynamodb:PutItem on evidence");
  });

  it("without its report is kept without counts, and says so: a job that failed early has none", async () => {
    const regions = await someRegions([region]);

    expect(await told(regions, { outcome: "failed", report: "tfplan.json" })).toBe(0);

    expect(await kept(regions)).toMatchObject([{ outcome: "failed" }]);
    expect((await kept(regions))[0]).not.toHaveProperty("changes");
    expect(regions.cli.stderr.text()).toContain("There is no file tfplan.json: the outcome is kept without counts.");
  });

  it("is kept where nothing is rolled out yet, with who told it, when by AWS's clock, and the counts", async () => {
    const regions = await someRegions([region], { aheadSeconds: 3600 });
    // Two answers of AWS, of which the second is believed (shared/aws/aws-clock.ts); in a job STS gives the first.
    for (const _ of [1, 2]) await kept(regions);

    const changes = { create: 1, update: 2, delete: 0 };
    expect(await told(regions, { report: report(regions, JSON.stringify(changes)) })).toBe(0);

    expect(await kept(regions)).toEqual([
      { id: expect.any(String), service: "shop", region, outcome: "success", at: at(300), jobUrl, changes, by },
    ]);
    expect(regions.cli.stdout.text()).toBe(
      "Kept: terraform apply: success, 1 to add, 2 to change, 0 to destroy, for v2.3.1 of shop in ap-southeast-2; the verdict does not depend on it.\n",
    );
  });

  it("told twice by the same job is kept once, as it was told first", async () => {
    const regions = await someRegions([region]);
    await told(regions);
    await regions.sleep(60);

    expect(await told(regions)).toBe(0);

    expect(await kept(regions)).toMatchObject([{ at: at(300) }]);
    expect(regions.cli.stdout.text()).toContain(`Kept already: terraform apply: success`);
    expect(regions.cli.stdout.text()).toContain(`this job told it at ${at(300)}.`);
  });

  it("is kept beside an earlier one: of another job, of another outcome, or of no job that is named", async () => {
    const regions = await someRegions([region]);
    const { jobUrl: _, ...unnamed } = { ...place, jobUrl, outcome: "failed" };
    for (const over of [{}, { outcome: "failed" }, { jobUrl: `${jobUrl}2` }]) await told(regions, over);
    for (const _ of [1, 2]) await applied(regions.cli, { ...regions, identify: async () => by }, unnamed);

    expect(await kept(regions)).toHaveLength(5);
  });

  it("changes no verdict, and stands beside the rollout", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout());
    const [before] = (await evidence.dossier("v2.3.1"))?.rollouts ?? [];

    await told(regions, { outcome: "failed" });
    const [after] = (await evidence.dossier("v2.3.1"))?.rollouts ?? [];

    expect(after?.record).toEqual(before?.record);
    expect(after?.applies).toMatchObject([{ outcome: "failed" }]);
  });
});
