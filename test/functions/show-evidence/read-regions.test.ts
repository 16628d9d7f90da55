import { describe, expect, it } from "vitest";
import { readRegions } from "../../../functions/show-evidence/read-regions.ts";
import type { EvidenceOf, RegionEvidence } from "../../../shared/ports/evidence.ts";
import { aDossier } from "../../builders/a-release.ts";
import { anApply } from "../../builders/an-apply.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

type Reading = () => ReturnType<RegionEvidence["evidence"]["dossier"]>;

/** Every Region answers as told; nobody else waits, so that a Region which never answers is late at once. */
function reader(answers: Readonly<Record<string, Reading>>) {
  const evidenceOf: EvidenceOf = async ({ region }) => {
    const dossier: Reading = answers[region] ?? (async () => undefined);
    return { history: { services: async () => [], rollouts: async () => [] }, evidence: { dossier } };
  };
  return readRegions({ evidenceOf, regions: Object.keys(answers), clock: patient });
}

/** A clock on which ten seconds pass after everything that can answer has answered. */
const patient = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const known: Reading = async () => ({ releaseId: "v2.3.1", rollouts: [aDossier()] });
const unknown: Reading = async () => undefined;
const silent: Reading = () => new Promise(() => {});

describe("the Regions of a release", () => {
  it("wait 10 s for each other, and name the one that is late", async () => {
    expect(await reader({ here: known, there: silent })("v2.3.1")).toEqual({
      rollouts: [aDossier()],
      notRolledOut: [],
      unanswered: [{ region: "there", reason: "No whole answer within 10 s" }],
    });
  });

  it("are asked for 10 s each at once, not one after the other", async () => {
    const clock = aJumpingClock();
    const evidenceOf: EvidenceOf = () => new Promise(() => {});
    const { unanswered } = await readRegions({ evidenceOf, regions: ["one", "two"], clock })("v2.3.1");

    expect(unanswered.map(({ region }) => region)).toEqual(["one", "two"]);
  });

  it("have nothing of a release that none knows", async () => {
    expect(await reader({ here: unknown, there: unknown })("v2.3.1")).toEqual({
      rollouts: [],
      notRolledOut: [],
      unanswered: [],
    });
  });

  it("tell the applies of places in which nothing was rolled out", async () => {
    const applied: Reading = async () => ({ releaseId: "v2.3.1", rollouts: [], notRolledOut: [anApply()] });
    expect(await reader({ here: known, there: applied })("v2.3.1")).toMatchObject({
      rollouts: [{}],
      notRolledOut: [anApply()],
    });
  });

  it("hide no defect", async () => {
    const broken: Reading = () => Promise.reject(new TypeError("undefined is not a function"));
    await expect(reader({ here: known, there: broken })("v2.3.1")).rejects.toThrow(TypeError);
  });
});
