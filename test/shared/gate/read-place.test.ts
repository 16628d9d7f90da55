import { describe, expect, it } from "vitest";
import type { RolloutRef } from "../../../shared/domain/rollout.ts";
import { knownInstead, readPlace } from "../../../shared/gate/read-place.ts";
import { aGateRollout, anOperatorDecision, aRequirement } from "../../builders/a-gate.ts";
import { aCrashedTask } from "../../builders/a-task.ts";
import { inCluster, keep, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";

async function regionWith(...rollouts: readonly ReturnType<typeof aGateRollout>[]) {
  const regions = await someRegions([region]);
  for (const rollout of rollouts) await keep(regions.of(region).evidence, rollout);
  return regions.of(region);
}

describe("the facts about a place", () => {
  it("ask for the cluster when several have the service, and take the named one", async () => {
    const reader = await regionWith(
      aGateRollout(),
      inCluster("blue", aGateRollout({ number: "2", verdict: "failed" })),
    );

    expect(await readPlace({ evidenceOf: async () => reader }, aRequirement())).toMatchObject({
      answered: false,
      reason: "shop is in several clusters of ap-southeast-2: blue, production; name one by cluster",
    });
    expect(await readPlace({ evidenceOf: async () => reader, clusterBy: "--cluster" }, aRequirement())).toMatchObject({
      reason: expect.stringMatching(/; name one by --cluster$/),
    });
    expect(await readPlace({ evidenceOf: async () => reader }, aRequirement({ cluster: "blue" }))).toMatchObject({
      answered: true,
      rollouts: [{ record: { verdict: { status: "failed" } } }],
    });
    expect(await readPlace({ evidenceOf: async () => reader }, aRequirement({ cluster: "green" }))).toMatchObject({
      rollouts: [],
      hint: "shop is in the clusters blue, production there",
    });
  });

  it("hold the decisions of the asked release, and every later rollout of another", async () => {
    const decision = anOperatorDecision();
    const later = aGateRollout({ release: "v2.4.0", number: "2", startedAt: 60 });
    const reader = await regionWith(aGateRollout({ decisions: [decision] }), later);

    const facts = await readPlace({ evidenceOf: async () => reader }, aRequirement());

    expect(
      facts.answered && facts.rollouts.map(({ record, decisions }) => [record.release.id, decisions.length]),
    ).toEqual([
      ["v2.3.1", 1],
      ["v2.4.0", 0],
    ]);
  });

  it("hold the tasks of the rollout that decides once it has a verdict, and read no others", async () => {
    const task = aCrashedTask();
    const asked: string[] = [];
    const place = async (...rollouts: readonly ReturnType<typeof aGateRollout>[]) => {
      const reader = await regionWith(...rollouts);
      const tasks = async ({ deploymentId }: RolloutRef) => {
        asked.push(deploymentId);
        return [task];
      };
      return readPlace({ evidenceOf: async () => ({ ...reader, looks: { ...reader.looks, tasks } }) }, aRequirement());
    };
    const again = { number: "2", startedAt: 60 };

    expect(await place(aGateRollout(), aGateRollout({ ...again, verdict: "running" }))).toMatchObject({
      answered: true,
    });
    expect(asked).toEqual([]);
    expect(
      await place(aGateRollout(), aGateRollout(again), aGateRollout({ release: "v2.3.0", number: "3" })),
    ).toMatchObject({
      rollouts: expect.arrayContaining([expect.objectContaining({ tasks: [task] })]),
    });
    expect(asked).toEqual(["ecs-svc/2"]);
  });

  it("hold a rollout of two years ago for as long as it is kept", async () => {
    const old = aGateRollout({ release: "v1.9.0", number: "7", startedAt: -2 * 365 * 86_400 });
    const reader = await regionWith(old);

    const facts = await readPlace({ evidenceOf: async () => reader }, aRequirement());

    expect(facts.answered && facts.rollouts.map(({ record }) => record.release.id)).toEqual(["v1.9.0"]);
  });

  it("find the commit under the name that it had in staging, with its decisions", async () => {
    const commit = "c".repeat(40);
    const decision = anOperatorDecision({ decision: "alert" });
    const staged = aGateRollout({ release: "v2.3.1-rc.4", commit, environment: "staging", decisions: [decision] });
    const requirement = aRequirement({ kind: "environment", environment: "staging", commit });

    const facts = await readPlace({ evidenceOf: async () => regionWith(staged) }, requirement);

    expect(facts).toMatchObject({ answered: true, rollouts: [{ decisions: [decision] }] });
  });

  it("hold the rollouts of every cluster when an environment is asked for", async () => {
    const staged = inCluster("blue", aGateRollout({ number: "2", environment: "staging", verdict: "failed" }));
    const reader = await regionWith(aGateRollout(), staged);
    const requirement = aRequirement({ kind: "environment", environment: "staging" });

    const facts = await readPlace({ evidenceOf: async () => reader }, requirement);

    expect(facts.answered && facts.rollouts.map(({ record }) => record.profile.environment).sort()).toEqual([
      "production",
      "staging",
    ]);
  });

  it("let a defect through", async () => {
    const broken = () => Promise.reject(new TypeError("x is not a function"));

    await expect(readPlace({ evidenceOf: broken }, aRequirement())).rejects.toThrow(TypeError);
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

    expect(await knownInstead({ ...reader, clusterBy: "cluster" }, { release: "v9", service, region })).toBe(hint);
  });
});
