import { describe, expect, it } from "vitest";
import { type DecideOptions, decide } from "../../../cli/decide/decide.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { inCluster, keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const by = { principal: "arn:aws:sts::111122223333:assumed-role/operator/mia", gitlabUser: "mia" };

function decided(regions: SomeRegions, over: Partial<DecideOptions> = {}) {
  const options = {
    release: "v2.3.1",
    service: "shop",
    as: "alert",
    reason: "payments time out",
    region,
  };
  return decide(regions.cli, { ...regions, identify: async () => by }, { ...options, ...over });
}

async function kept(regions: SomeRegions, name = region) {
  return (await regions.of(name).evidence.dossier("v2.3.1"))?.rollouts[0]?.decisions ?? [];
}

describe("a decision", () => {
  it.each([
    [{ as: "ignore" }, "--as: ignore is none of proceed, alert, delegate."],
    [{ reason: "  " }, "--reason: say why"],
    [{ expires: 3600 }, "--expires goes with --as proceed only: alert holds until another decision."],
    [{ as: "delegate", expires: 3600 }, "--expires goes with --as proceed only"],
    [{ reason: "x".repeat(501) }, "--reason: say why"],
    [{ minutes: 0 }, "--minutes: say whole minutes, 1 to 10080."],
    [{ minutes: 1.5 }, "--minutes: say whole minutes, 1 to 10080."],
    [{ minutes: 10_081 }, "--minutes: say whole minutes, 1 to 10080."],
    [{ minutes: Number.NaN }, "--minutes: say whole minutes, 1 to 10080."],
  ])("is refused with %j", async (over, message) => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    await expect(decided(regions, over)).rejects.toThrow(message);
    expect(await kept(regions)).toEqual([]);
  });

  it("about an unknown release says what is known instead", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ release: "v2.3.0" }));

    expect(await decided(regions)).toBe(2);
    expect(regions.cli.stderr.text()).toBe(
      "ap-southeast-2: There is no evidence of v2.3.1 of shop: known there: v2.3.0 (passed).\n",
    );
  });

  it("is refused while several clusters have the service, although only one has the release", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout());
    await keep(evidence, inCluster("blue", aGateRollout({ release: "v2.3.0", number: "2" })));

    expect(await decided(regions)).toBe(2);
    expect(regions.cli.stderr.text()).toBe(
      "ap-southeast-2: shop is in several clusters of ap-southeast-2: blue, production; name one by --cluster.\n",
    );
    expect(await decided(regions, { cluster: "production" })).toBe(0);
  });

  it("is dated by AWS, however wrong the machine's clock is, so that the later one counts", async () => {
    const regions = await someRegions([region], { aheadSeconds: 3600 });
    await keep(regions.of(region).evidence, aGateRollout());

    await decided(regions, { as: "proceed" });
    expect(await kept(regions)).toMatchObject([{ at: at(300), expiresAt: at(300 + 4 * 3600) }]);
  });

  it("is not kept by nobody: without credentials it ends", async () => {
    const regions = await someRegions([region]);
    const identify = () =>
      Promise.reject(new ValidatorError("AccessDenied", "sts:GetCallerIdentity on here was denied"));
    const options = { release: "v2.3.1", service: "shop", as: "alert", reason: "why", region };

    await expect(decide(regions.cli, { ...regions, identify }, options)).rejects.toThrow("was denied");
  });

  it("is kept beside the verdict, with who, when, why and until when", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await decided(regions)).toBe(0);

    expect(await kept(regions)).toEqual([
      {
        id: expect.any(String),
        at: at(300),
        decision: "alert",
        reason: "payments time out",
        by,
        expiresAt: at(300 + 4 * 3600),
      },
    ]);
    expect((await regions.of(region).evidence.dossier("v2.3.1"))?.rollouts[0]?.record.verdict?.status).toBe("passed");
    expect(regions.cli.stdout.text()).toContain(`by ${by.principal} until another decision; the verdict stays passed`);
  });

  it("keeps the minutes of manual work that a person tells, and none unless told", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    await decided(regions, { minutes: 25 });
    expect(await kept(regions)).toMatchObject([{ minutes: 25 }]);
    expect(regions.cli.stdout.text()).toContain("25 minutes of manual work are kept with it.");
  });

  it("is told with one full stop after a verdict's sentence of ECS", async () => {
    const regions = await someRegions([region]);
    const { record, decisions } = aGateRollout({ verdict: "failed" });
    const verdict = record.verdict && { ...record.verdict, reason: "rolled back by ECS: deployment rolled back." };
    await keep(regions.of(region).evidence, { record: { ...record, ...(verdict && { verdict }) }, decisions });

    await decided(regions);
    expect(regions.cli.stdout.text()).toMatch(/deployment rolled back\.\n/);
  });

  it("to proceed ends when it expires", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    await decided(regions, { as: "proceed", expires: 3600 });
    expect((await kept(regions)).map(({ expiresAt }) => expiresAt)).toEqual([at(3900)]);
    expect(regions.cli.stdout.text()).toContain(`by ${by.principal} until ${at(3900)};`);
  });

  it("stays when another is made at the same moment", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    await Promise.all([decided(regions), decided(regions, { as: "proceed" })]);

    expect((await kept(regions)).map(({ decision }) => decision).sort()).toEqual(["alert", "proceed"]);
  });

  it("to proceed says when it opens nothing", async () => {
    const regions = await someRegions([region, "eu-west-1"]);
    await keep(regions.of(region).evidence, aGateRollout({ verdict: "failed" }));
    await keep(regions.of("eu-west-1").evidence, aGateRollout({ verdict: "failed", overrides: true }));

    await decided(regions, { as: "proceed" });
    expect(regions.cli.stdout.text()).toContain(
      "It opens no gate: the service's profile does not say promotion.overrides: true",
    );
  });

  it("to proceed says that it stands for no verdict that is still to come", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ verdict: "running", overrides: true }));

    expect(await decided(regions, { as: "proceed" })).toBe(0);
    expect(regions.cli.stdout.text()).toContain("It stands for no verdict that is still to come");
  });

  it("is kept in every Region that can keep it, and the others are told", async () => {
    const regions = await someRegions([region, "eu-west-1"], {
      faults: { "eu-west-1": [{ service: "dynamodb", operation: "Query", fault: "denied" }] },
    });
    await keep(regions.of(region).evidence, aGateRollout());
    const { region: _, ...over } = { region, regions: "ap-southeast-2,eu-west-1" };

    expect(await decided({ ...regions }, { ...over, region: undefined } as never)).toBe(77);
    expect(await kept(regions)).toHaveLength(1);
    expect(regions.cli.stderr.text()).toContain("eu-west-1: dynamodb:Query on evidence was denied");
  });
});
