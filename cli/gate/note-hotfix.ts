import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import { keepHotfixNotes } from "../../shared/gate/keep-hotfix-notes.ts";
import type { NotesOf } from "../../shared/ports/rollout-looks.ts";
import type { Identify } from "../decide/caller-identity.ts";
import type { OpenRegion } from "../regions/region-tables.ts";

export interface NotePlaces {
  readonly open: OpenRegion;
  /** Where the evidence of `--passed-in` lies. */
  readonly openPassedIn: OpenRegion;
  readonly identify: Identify;
}

/** Notes in the evidence that the hotfix lane was used, by whom and why: what cannot be noted is not skipped. */
export function noteHotfix({ open, openPassedIn, identify }: NotePlaces, decision: GateDecision): Promise<void> {
  const evidenceOf: NotesOf = ({ kind, region }) => (kind === "environment" ? openPassedIn : open)(region);
  return keepHotfixNotes({ evidenceOf, identify }, decision);
}
