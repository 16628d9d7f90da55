import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import { aGateRollout, anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { conclude, inCluster, keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";
import { asked, principal } from "./asked.ts";

const region = "ap-southeast-2";
const after = { after: region };

describe("the gate to the next Region", () => {
  it("is closed with 1 when the release failed, was replaced, or was stopped by a person", async () => {
    for (const rollouts of [
      [aGateRollout({ verdict: "failed" })],
      [aGateRollout(), aGateRollout({ release: "v2.3.0", number: "2", startedAt: 280 })],
      [aGateRollout({ decisions: [anOperatorDecision({ decision: "alert" })] })],
    ]) {
      const regions = await someRegions([region]);
      for (const rollout of rollouts) await keep(regions.of(region).evidence, rollout);

      expect(await asked(regions, after)).toBe(1);
      expect(regions.cli.stdout.text()).toMatch(/^Gate closed\n/);
    }
  });

  it("is closed with 75 when nothing is seen in time, or nobody can tell", async () => {
    const empty = await someRegions([region]);
    const unclear = await someRegions([region]);
    await keep(unclear.of(region).evidence, aGateRollout({ verdict: "inconclusive" }));

    expect(await asked(empty, after)).toBe(75);
    expect(empty.now()).toBe(at(600));
    expect(empty.cli.stdout.text()).toContain("no service was validated there yet");
    expect(await asked(unclear, after)).toBe(75);
  });

  it("is closed when a Region does not answer however often it is asked, and shows the others", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());
    let tries = 0;
    const open: SomeRegions["open"] = async (name) => {
      if (name === region) return regions.of(name);
      tries += 1;
      throw new ValidatorError("DependencyUnavailable", "dynamodb:Query on evidence got no answer");
    };

    expect(await asked({ ...regions, open }, { after: `${region},eu-west-1` })).toBe(75);

    expect(tries).toBe(3);
    expect(regions.cli.stdout.text()).toContain("open (passed)  shop@v2.3.1 in ap-southeast-2");
    expect(regions.cli.stdout.text()).toContain("eu-west-1 did not answer: dynamodb:Query on evidence got no answer");
  });

  it("ends with 2 when several clusters have the service, or the table is not there, and asks nobody twice", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout());
    await keep(evidence, inCluster("blue", aGateRollout({ number: "2" })));
    const missing = "dynamodb:Query on evidance found nothing (ResourceNotFoundException: no such table)";
    const open = () => Promise.reject(new ValidatorError("NotFound", missing));

    expect(await asked(regions, after)).toBe(2);
    expect(regions.cli.stdout.text()).toContain(
      "shop is in several clusters of ap-southeast-2: blue, production; name one by --cluster",
    );
    expect(await asked({ ...regions, open }, after)).toBe(2);
    expect(regions.cli.stdout.text()).toContain(
      "ap-southeast-2: There is no table evidance in this account and Region (dynamodb:Query found nothing): check --table and --region",
    );
    expect(regions.now()).toBe(at(300));
  });

  it("ends with 77 when evidence may not be read", async () => {
    const regions = await someRegions([region], { faults: { [region]: [{ service: "dynamodb", fault: "denied" }] } });

    expect(await asked(regions, after)).toBe(77);
  });

  it("waits for the verdict and through the soak, then opens", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    const running = aGateRollout({ verdict: "running", soakSeconds: 600 });
    await keep(evidence, running);
    regions.later(330, () => conclude(evidence, running, "passed"));

    expect(await asked(regions, { ...after, json: "gate.json", dotenv: "gate.env" })).toBe(0);

    expect(regions.now()).toBe(at(852));
    const text = regions.cli.stdout.text();
    expect(text).toContain("10:05:00  waiting: shop@v2.3.1 in ap-southeast-2: is being validated");
    expect(text).toContain(
      "10:05:30  waiting: shop@v2.3.1 in ap-southeast-2: soaks for 10m from its verdict, 8m42s left",
    );
    expect(text).toContain("10:06:00  waiting: ");
    const file = (name: string) => readFileSync(join(regions.cli.folder, name), "utf8");
    expect(JSON.parse(file("gate.json"))).toMatchObject({ version: 1, state: "open" });
    expect(file("gate.env")).toMatch(/^GATE_STATE=open\n/);
  });

  it("answers at once with --no-wait", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ soakSeconds: 600 }));

    expect(await asked(regions, { ...after, wait: false })).toBe(75);
    expect([regions.now(), regions.cli.stdout.text().includes("waiting (soaking)")]).toEqual([at(300), true]);
  });

  it("shows the person whose decision opened it", async () => {
    const regions = await someRegions([region]);
    await keep(
      regions.of(region).evidence,
      aGateRollout({ verdict: "failed", overrides: true, decisions: [anOperatorDecision()] }),
    );

    expect(await asked(regions, after)).toBe(0);
    expect(regions.cli.stdout.text()).toContain(
      "decided: proceed  by arn:aws:sts::111122223333:assumed-role/operator/mia at 2026-03-01T10:10:00.000Z",
    );
  });
});

describe("the hotfix lane", () => {
  const hotfix = { ...after, hotfix: true, reason: "INC-4711" } as const;

  it("needs a reason", async () => {
    await expect(asked(await someRegions([region]), { ...after, hotfix: true })).rejects.toThrow(
      "--hotfix needs a --reason",
    );
  });

  it("skips the soak, and notes in the evidence who did it and why", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout({ soakSeconds: 600 }));

    expect(await asked(regions, hotfix)).toBe(0);

    expect(regions.cli.stdout.text()).toContain("hotfix lane: skipped 9m12s of soak; INC-4711");
    const [kept] = (await evidence.dossier("v2.3.1"))?.rollouts ?? [];
    expect(kept?.decisions).toEqual([
      expect.objectContaining({
        lane: "hotfix",
        by: { principal },
        reason: "skipped 9m12s of soak: INC-4711",
        at: at(300),
      }),
    ]);
  });

  it("opens nothing that is closed, and notes nothing then", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout({ verdict: "failed", soakSeconds: 600 }));

    expect(await asked(regions, hotfix)).toBe(1);
    expect((await evidence.dossier("v2.3.1"))?.rollouts[0]?.decisions).toEqual([]);
  });
});

describe("the order of Regions in the profile", () => {
  const rules = { regions: [region, "eu-west-1", "us-east-1"], requiresEnvironment: "staging" };

  it("requires every Region before the target", async () => {
    const regions = await someRegions([region, "eu-west-1"]);
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await asked(regions, { to: "us-east-1", wait: false }, rules)).toBe(75);
    expect(regions.cli.stdout.text()).toContain("open (passed)  shop@v2.3.1 in ap-southeast-2");
    expect(regions.cli.stdout.text()).toContain("waiting (not seen yet)  shop@v2.3.1 in eu-west-1");
  });

  it("requires staging before the first Region, by the commit", async () => {
    const commit = "c".repeat(40);
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ release: "v2.3.1-rc.4", environment: "staging", commit }));

    expect(await asked(regions, { to: region, wait: false }, rules)).toBe(75);
    expect(await asked(regions, { to: region, commit }, rules)).toBe(0);
  });

  it("takes the pipeline's commit only where the pipeline is that of the release", async () => {
    const commit = "c".repeat(40);
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ release: "main", environment: "staging", commit }));
    const answer = (tag: string) =>
      asked(
        { ...regions, cli: { ...regions.cli, env: { CI_COMMIT_SHA: commit, CI_COMMIT_TAG: tag } } },
        { to: region, wait: false },
        rules,
      );

    expect(await answer("")).toBe(75);
    expect(await answer("v2.3.1")).toBe(0);
  });

  it("lets the first Region go when nothing is required before it", async () => {
    const regions = await someRegions([]);

    expect(await asked(regions, { to: region, dotenv: "gate.env" }, { regions: [region] })).toBe(0);
    expect(readFileSync(join(regions.cli.folder, "gate.env"), "utf8")).toContain("GATE_STATE=open\n");
    expect(regions.cli.stdout.text()).toBe(
      "ap-southeast-2 is the first Region, and the profile requires nothing before it.\n",
    );
  });

  it("does not know a Region that is not in it", async () => {
    await expect(asked(await someRegions([]), { to: "eu-north-1" }, rules)).rejects.toThrow(
      "--to: eu-north-1 is not in the profile's promotion.regions (ap-southeast-2, eu-west-1, us-east-1)",
    );
  });
});

describe("other services", () => {
  it("must run and have passed in every named Region", async () => {
    const regions = await someRegions([region, "eu-west-1"]);
    await keep(regions.of(region).evidence, aGateRollout());
    const over = { release: undefined, service: undefined } as never;

    expect(await asked(regions, { ...(over as object), requires: "shop@v2.3.1", region })).toBe(0);
    expect(
      await asked(regions, {
        ...(over as object),
        requires: "shop@v2.3.1",
        regions: `${region},eu-west-1`,
        wait: false,
      }),
    ).toBe(75);
    expect(await asked(regions, { ...(over as object), requires: "shop@v2.3.0", region, wait: false })).toBe(75);
  });

  it("bake for as long as the gate is told, as a 1-Box does", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());
    const asking = { release: undefined, service: undefined, requires: "shop@v2.3.1", region, soak: 1800 } as never;

    expect(await asked(regions, { ...(asking as object), wait: false })).toBe(75);
    expect(regions.cli.stdout.text()).toContain("soak");
    expect(await asked(regions, asking)).toBe(0);
    expect(regions.now() >= at(1800)).toBe(true);
  });

  it.each(["shop", "shop@", "@v1", "shop@v1,,b@v2", "shop@v1 b@v2"])("are not named by %s", async (requires) => {
    const over = { release: undefined, service: undefined } as never;

    await expect(asked(await someRegions([region]), { ...(over as object), requires, region })).rejects.toThrow(
      "is not <service>@<release>",
    );
  });
});
