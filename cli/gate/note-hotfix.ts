import { randomUUID } from "node:crypto";
import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import { hotfixNotes } from "../../shared/domain/gate/hotfix-note.ts";
import type { Identify } from "../decide/caller-identity.ts";
import type { OpenRegion } from "../regions/region-tables.ts";

export interface NotePlaces {
  readonly open: OpenRegion;
  /** Where the evidence of `--passed-in` lies. */
  readonly openPassedIn: OpenRegion;
  readonly identify: Identify;
}

/** Notes in the evidence that the hotfix lane was used, by whom and why: what cannot be noted is not skipped. */
export async function noteHotfix({ open, openPassedIn, identify }: NotePlaces, decision: GateDecision): Promise<void> {
  for (const { kind, region, key, note } of hotfixNotes(decision)) {
    const { evidence } = await (kind === "environment" ? openPassedIn : open)(region);
    await evidence.addDecision(key, { ...note, id: randomUUID(), by: await identify(region) });
  }
}
