import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Rules } from "../../../cli/gate/question.ts";
import type { PromotionWindow } from "../../../shared/domain/gate/promotion-window.ts";
import { aGateRollout, anOperatorDecision } from "../../builders/a-gate.ts";
import { at, deploymentId, serviceArn } from "../../builders/a-rollout.ts";
import { aCrashedTask } from "../../builders/a-task.ts";
import { keep, someRegions } from "../../builders/some-regions.ts";
import { asked } from "./asked.ts";

const region = "ap-southeast-2";
const order = [region, "eu-west-1", "us-east-1"];
const standing = { soakSeconds: 0, overrides: false };
/** It is a Sunday. */
const monday: PromotionWindow = { days: ["mon"], from: "09:00", until: "16:00", zone: "UTC" };

async function passedIn(...names: readonly string[]) {
  const regions = await someRegions(order);
  for (const name of names) await keep(regions.of(name).evidence, aGateRollout());
  return regions;
}

describe("a release whose tasks crash after its verdict", () => {
  it("closes the gate with 1, as the register knows it", async () => {
    const regions = await passedIn(region);
    for (const id of ["t1", "t2"]) {
      const task = aCrashedTask({ stoppedAt: at(280) }, id);
      await regions.registerOf(region).save({ serviceArn, deploymentId }, task);
    }

    expect(await asked(regions, { after: region })).toBe(1);
    expect(regions.cli.stdout.text()).toContain("closed (failing)  shop@v2.3.1 in ap-southeast-2");
  });
});

describe("the rules of the profile that is asked by", () => {
  it("count beside those of the record, the stricter of both", async () => {
    const regions = await passedIn(region);
    const answer = (rules: Partial<Rules["standing"]>, over = {}) =>
      asked(
        regions,
        { to: "eu-west-1", wait: false, ...over },
        { regions: order, standing: { ...standing, ...rules } },
      );

    expect(await answer({ soakSeconds: 1800 })).toBe(75);
    expect(regions.cli.stdout.text()).toContain("soaks for 30m from its verdict");
    expect(await answer({ soakSeconds: 60 }, { soak: 10 })).toBe(75);
    expect(await answer({ evidenceAgeSeconds: 10 })).toBe(75);
    expect(await answer({ approval: true })).toBe(75);
    expect(await answer({})).toBe(0);
  });
});

describe("--after", () => {
  const rules = { regions: order, requiresEnvironment: "staging" };

  it("requires the Regions that the order puts before, too", async () => {
    const regions = await passedIn(region);

    expect(await asked(regions, { to: "us-east-1", after: region, wait: false }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("waiting (not seen yet)  shop@v2.3.1 in eu-west-1");
    expect(await asked(regions, { after: "eu-west-1", wait: false }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("open (passed)  shop@v2.3.1 in ap-southeast-2");
  });

  it("does not stand for the environment that the first Region requires", async () => {
    const regions = await passedIn("eu-west-1");

    expect(await asked(regions, { to: region, after: "eu-west-1", wait: false }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("shop@v2.3.1 in staging, ap-southeast-2");
  });

  it.each([
    [{ to: "eu-west-1" }, [], "order not checked: no promotion.regions is known; name the profile by --profile"],
    [{}, [], "order not checked: no promotion.regions is known"],
    [{ to: "eu-north-1" }, order, "order not checked: eu-north-1 is not in the profile's promotion.regions (ap-south"],
  ])("%j by the order %j says that no order was checked", async (over, names, text) => {
    const regions = await passedIn(region);

    expect(await asked(regions, { after: region, json: "gate.json", ...over }, { regions: names })).toBe(0);
    expect(regions.cli.stdout.text()).toContain(text);
    expect(JSON.parse(readFileSync(join(regions.cli.folder, "gate.json"), "utf8")).remarks[0]).toContain(text);
  });

  it("says nothing of the order where it was checked, or nothing was named", async () => {
    const regions = await passedIn(region);

    await asked(regions, { to: "eu-west-1", after: region }, { regions: order });
    await asked(regions, { to: "eu-west-1" }, { regions: order });
    expect(regions.cli.stdout.text()).not.toContain("order");
  });
});

describe("the promotion window", () => {
  const rules = { regions: order, standing: { ...standing, window: monday } };

  it("is waited for, also before the first Region", async () => {
    const regions = await passedIn(region);

    expect(await asked(regions, { to: region, wait: false, dotenv: "gate.env" }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("opens next at mon 2026-03-02 09:00 UTC");
    expect(readFileSync(join(regions.cli.folder, "gate.env"), "utf8")).toContain("GATE_STATE=waiting\n");
    expect(await asked(regions, { to: "eu-west-1", timeout: 60 }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("waiting (outside the window)");
  });

  it("is passed in the hotfix lane, which is kept beside the verdict", async () => {
    const regions = await passedIn(region);
    const hotfix = { hotfix: true, reason: "INC-4711" } as const;

    expect(await asked(regions, { ...hotfix, to: "eu-west-1" }, rules)).toBe(0);
    expect(regions.cli.stdout.text()).toContain("hotfix lane: skipped the promotion window; INC-4711");
    const [kept] = (await regions.of(region).evidence.dossier("v2.3.1"))?.rollouts ?? [];
    expect(kept?.decisions).toMatchObject([{ lane: "hotfix", reason: "skipped the promotion window: INC-4711" }]);
    expect(await asked(regions, { ...hotfix, to: region }, rules)).toBe(0);
  });
});

describe("an approval", () => {
  it("is waited for, and opens the gate when it comes", async () => {
    const regions = await someRegions(order);
    const rollout = aGateRollout({ approval: true });
    const { evidence } = regions.of(region);
    await keep(evidence, rollout);
    regions.later(330, () => evidence.addDecision(rollout.record.key, anOperatorDecision({ at: at(330) })));

    expect(await asked(regions, { after: region })).toBe(0);
    expect(regions.now()).toBe(at(330));
    expect(regions.cli.stdout.text()).toContain("waiting: shop@v2.3.1 in ap-southeast-2: awaits approval: rollout-val");
  });

  const staging = "arn:aws:dynamodb:ap-southeast-2:444455556666:table/evidence";
  const command = `rollout-validator decide --release v2.3.1 --service shop --cluster production --region ${region} --as proceed --reason ...`;

  it.each([
    ["nothing more where its stack publishes the table", {}, {}, ""],
    ["the prefix where a stack publishes it elsewhere", { prefix: "/other" }, {}, " --prefix /other"],
    ["the named table", { table: "kept", prefix: "/other" }, {}, " --table kept"],
    ["the table of the job's environment", {}, { EVIDENCE_TABLE: "kept" }, " --table kept"],
    ["no table of staging for a Region", { passedInTable: staging }, {}, ""],
    ["that of staging for staging", { passedIn: "staging", passedInTable: staging }, {}, ` --table ${staging}`],
    ["the usual one for staging beside it", { passedIn: "staging", table: "kept" }, {}, " --table kept"],
  ] as const)("is told as a command for anybody, with %s", async (_, over, env, table) => {
    const regions = await someRegions(order, { cli: { env } });
    const isStaging = "passedIn" in over;
    const place = isStaging ? { region, environment: "staging" } : { after: region };
    await keep(regions.of(region).evidence, aGateRollout({ approval: true, ...(isStaging && place) }));

    expect(await asked(regions, { ...place, ...over, wait: false, json: "gate.json" })).toBe(75);
    const { reason, results } = JSON.parse(readFileSync(join(regions.cli.folder, "gate.json"), "utf8"));
    expect(results[0].reason).toBe(`awaits approval: ${command}${table}`);
    expect(reason).toMatch(/^shop@v2\.3\.1 in .*ap-southeast-2: /);
    expect(reason).toContain(results[0].reason);
  });
});

describe("a commit that the evidence does not know", () => {
  it("closes the gate with 75 where it was asked for by name", async () => {
    const regions = await someRegions(order);
    await keep(regions.of(region).evidence, aGateRollout({ commit: "unknown" }));

    expect(await asked(regions, { after: region, commit: "c".repeat(40) })).toBe(75);
    expect(regions.cli.stdout.text()).toContain("closed (commit not known)  shop@v2.3.1 in ap-southeast-2");
  });

  it("is remarked where it is the pipeline's", async () => {
    const env = { CI_COMMIT_SHA: "c".repeat(40), CI_COMMIT_TAG: "v2.3.1" };
    const regions = await someRegions(order, { cli: { env } });
    await keep(regions.of(region).evidence, aGateRollout({ commit: "unknown", environment: "staging" }));

    expect(await asked(regions, { passedIn: "staging", region })).toBe(0);
    expect(regions.cli.stdout.text()).toContain(
      "commit not checked: the evidence of shop@v2.3.1 in staging, ap-southeast-2 knows none",
    );
  });
});
