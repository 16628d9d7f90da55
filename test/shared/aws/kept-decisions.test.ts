import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { EvidenceStore } from "../../../shared/ports/evidence.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTable } from "../../builders/a-table.ts";

const key = aKey();
let evidence: EvidenceStore;

beforeEach(async () => {
  evidence = evidenceStore((await aTable()).table);
});

describe("people's decisions", () => {
  const by = { principal: "arn:aws:sts::111122223333:assumed-role/operator/jo" };
  const decision = {
    id: "1",
    at: at(70),
    decision: "alert",
    reason: "pages are down",
    by,
    expiresAt: at(900),
  } as const;

  it("stand beside the verdict in the dossier, all of them, oldest first", async () => {
    await evidence.open(aRecord());
    await evidence.conclude(key, aVerdict());
    const later = { ...decision, id: "0", at: at(80), decision: "proceed" } as const;
    await evidence.addDecision(key, later);
    await evidence.addDecision(key, decision);

    const [rollout] = (await evidence.dossier("v2.3.1"))?.rollouts ?? [];

    expect(rollout?.decisions).toEqual([decision, later]);
    expect(rollout?.record.verdict).toEqual(aVerdict());
  });

  it("are never replaced", async () => {
    await evidence.open(aRecord());
    await evidence.addDecision(key, decision);
    await evidence.addDecision(key, { ...decision, reason: "changed my mind" });

    expect((await evidence.dossier("v2.3.1"))?.rollouts[0]?.decisions).toEqual([decision]);
  });

  it("of a release that was never rolled out make no dossier", async () => {
    await evidence.addDecision(key, decision);

    expect(await evidence.dossier("v2.3.1")).toBeUndefined();
  });
});
