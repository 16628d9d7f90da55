import { describe, expect, it } from "vitest";
import { hintOf, readPlace } from "../../../shared/gate/read-place.ts";
import { aGateRollout, anOperatorDecision, aRequirement } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { keep, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";

/** The same rollout in a cluster `blue`. */
function inBlue({ record, decisions }: ReturnType<typeof aGateRollout>): ReturnType<typeof aGateRollout> {
  const serviceArn = record.rollout.serviceArn.replace("production", "blue");
  const rollout = { ...record.rollout, serviceArn, name: { ...record.rollout.name, cluster: "blue" } };
  return {
    decisions,
    record: { ...record, rollout, key: { ...record.key, rollout: { ...record.key.rollout, serviceArn } } },
  };
}

async function regionWith(...rollouts: readonly ReturnType<typeof aGateRollout>[]) {
  const regions = await someRegions([region]);
  for (const rollout of rollouts) await keep(regions.of(region).evidence, rollout);
  return regions.of(region);
}

describe("the facts about a place", () => {
  it("ask for the cluster when several have the service, and take the named one", async () => {
    const reader = await regionWith(aGateRollout(), inBlue(aGateRollout({ number: "2", verdict: "failed" })));

    expect(await readPlace({ evidenceOf: async () => reader }, aRequirement(), at(600))).toMatchObject({
      answered: false,
      reason: "shop is in several clusters of ap-southeast-2: blue, production; name one by --cluster",
    });
    expect(
      await readPlace({ evidenceOf: async () => reader }, aRequirement({ cluster: "blue" }), at(600)),
    ).toMatchObject({
      answered: true,
      rollouts: [{ record: { verdict: { status: "failed" } } }],
    });
    expect(
      await readPlace({ evidenceOf: async () => reader }, aRequirement({ cluster: "green" }), at(600)),
    ).toMatchObject({
      rollouts: [],
      hint: "shop is in the clusters blue, production there",
    });
  });

  it("hold the decisions of the asked release, and every later rollout of another", async () => {
    const decision = anOperatorDecision();
    const later = aGateRollout({ release: "v2.4.0", number: "2", startedAt: 60 });
    const reader = await regionWith(aGateRollout({ decisions: [decision] }), later);

    const facts = await readPlace({ evidenceOf: async () => reader }, aRequirement(), at(600));

    expect(
      facts.answered && facts.rollouts.map(({ record, decisions }) => [record.release.id, decisions.length]),
    ).toEqual([
      ["v2.3.1", 1],
      ["v2.4.0", 0],
    ]);
  });

  it("find the commit under the name that it had in staging, with its decisions", async () => {
    const commit = "c".repeat(40);
    const decision = anOperatorDecision({ decision: "alert" });
    const staged = aGateRollout({ release: "v2.3.1-rc.4", commit, environment: "staging", decisions: [decision] });
    const requirement = aRequirement({ kind: "environment", environment: "staging", commit });

    const facts = await readPlace({ evidenceOf: async () => regionWith(staged) }, requirement, at(600));

    expect(facts).toMatchObject({ answered: true, rollouts: [{ decisions: [decision] }] });
  });

  it("hold the rollouts of every cluster when an environment is asked for", async () => {
    const staged = inBlue(aGateRollout({ number: "2", environment: "staging", verdict: "failed" }));
    const reader = await regionWith(aGateRollout(), staged);
    const requirement = aRequirement({ kind: "environment", environment: "staging" });

    const facts = await readPlace({ evidenceOf: async () => reader }, requirement, at(600));

    expect(facts.answered && facts.rollouts.map(({ record }) => record.profile.environment).sort()).toEqual([
      "production",
      "staging",
    ]);
  });

  it("let a defect through", async () => {
    const broken = () => Promise.reject(new TypeError("x is not a function"));

    await expect(readPlace({ evidenceOf: broken }, aRequirement(), at(600))).rejects.toThrow(TypeError);
  });
});

describe("what is known instead", () => {
  it.each([
    [
      "release",
      [{ release: "v2.3.0" }, { release: "v2.2.9", number: "2", startedAt: -60, verdict: "failed" }],
      "shop",
      "known there: v2.3.0 (passed), v2.2.9 (failed)",
    ],
    [
      "release, by its near name",
      ["v8.8.8", "v7.7.7", "v6.6.6", "v5.5.5", "v4.4.4", "v9.1"].map((release, index) => ({
        release,
        number: String(index + 1),
        startedAt: -60 * index,
      })),
      "shop",
      "known there: v8.8.8 (passed), v7.7.7 (passed), v6.6.6 (passed), v5.5.5 (passed), v4.4.4 (passed) and 1 more; near: v9.1",
    ],
    ["service, by its near name", [{}], "shops", "no service shops was validated there; near: shop"],
    ["service, by what there is", [{}], "billing", "no service billing was validated there; known: shop"],
    ["anything", [], "shop", "no service was validated there yet"],
  ] as const)("of an unknown %s", async (_, rollouts, service, hint) => {
    const reader = await regionWith(...rollouts.map((each) => aGateRollout(each)));

    expect(await hintOf(reader, { release: "v9", service, region }, at(600))).toBe(hint);
  });
});
