import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { EvidenceTable } from "../../../shared/aws/evidence-table.ts";
import { rolloutLooks } from "../../../shared/aws/rollout-looks.ts";
import type { EvidenceStore } from "../../../shared/ports/evidence.ts";
import { aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTable } from "../../builders/a-table.ts";
import { anApply } from "../../builders/an-apply.ts";

const release = "v2.3.1";
const place = { release, service: "shop", region: "ap-southeast-2" };
let table: EvidenceTable;
let evidence: EvidenceStore;

beforeEach(async () => {
  ({ table } = await aTable());
  evidence = evidenceStore(table);
});

describe("applies", () => {
  it("of a release that was never rolled out make a dossier without rollouts", async () => {
    expect(await evidence.dossier(release)).toBeUndefined();
    await evidence.addApply(release, anApply({ outcome: "failed" }));

    expect(await evidence.dossier(release)).toEqual({
      releaseId: release,
      rollouts: [],
      notRolledOut: [anApply({ outcome: "failed" })],
    });
  });

  it("stand beside their rollout, and no place without a rollout is told then", async () => {
    await evidence.open(aRecord());
    await evidence.addApply(release, anApply());

    const dossier = await evidence.dossier(release);

    expect(dossier?.rollouts[0]?.applies).toEqual([anApply()]);
    expect(dossier).not.toHaveProperty("notRolledOut");
  });

  it("are told in their place even where the release was rolled out in another", async () => {
    await evidence.open(aRecord());
    const elsewhere = anApply({ region: "eu-west-1", outcome: "failed" });
    await evidence.addApply(release, elsewhere);

    const dossier = await evidence.dossier(release);

    expect(dossier?.rollouts[0]?.applies).toEqual([]);
    expect(dossier?.notRolledOut).toEqual([elsewhere]);
  });

  it("are never replaced: the same id returns what stands", async () => {
    await evidence.addApply(release, anApply());

    expect(await evidence.addApply(release, anApply({ at: at(90) }))).toEqual({ created: false, apply: anApply() });
  });

  it("lie in partitions of their own, which hold nothing else", async () => {
    await evidence.addApply(release, anApply());

    expect(await table.query(`APPLIED#${release}`)).toHaveLength(1);
    expect(await table.query(`RELEASE#${release}`)).toEqual([]);
    expect(await table.query(`DECISIONS#${release}`)).toEqual([]);
  });

  it("are looked at by release, service, Region and cluster, oldest first", async () => {
    const applies = [
      anApply({ id: "1", at: at(60) }),
      anApply({ id: "2", at: at(50), cluster: "production" }),
      anApply({ id: "3", cluster: "blue" }),
      anApply({ id: "4", service: "shop-2" }),
      anApply({ id: "5", region: "eu-west-1" }),
    ];
    for (const apply of applies) await evidence.addApply(release, apply);
    await evidence.addApply("v2.3.2", anApply({ id: "6" }));
    const { applies: look } = rolloutLooks(table);
    const ids = async (over: { readonly cluster?: string } = {}) =>
      (await look({ ...place, ...over })).map(({ id }) => id);

    expect(await ids()).toEqual(["3", "2", "1"]);
    expect(await ids({ cluster: "production" })).toEqual(["2", "1"]);
  });
});
