import { createHash } from "node:crypto";
import type { GateDecision } from "../domain/gate/decision.ts";
import { hotfixNotes } from "../domain/gate/hotfix-note.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { NotesOf } from "../ports/rollout-looks.ts";

export interface NotePorts {
  readonly evidenceOf: NotesOf;
  /** Who takes the hotfix lane, as the evidence of this Region is to say it. */
  readonly identify: (region: string) => Promise<OperatorDecision["by"]>;
}

/**
 * Notes in the evidence that the hotfix lane was used, by whom and why: what cannot be noted is not skipped. Whoever asks again after
 * an error finds the note there and keeps no second one.
 */
export async function keepHotfixNotes({ evidenceOf, identify }: NotePorts, decision: GateDecision): Promise<void> {
  for (const { kind, region, key, note, onceFor } of hotfixNotes(decision)) {
    const { evidence, looks } = await evidenceOf({ kind, region });
    const id = noteId(onceFor);
    const isKept = (await looks.decisions(key)).some((each) => each.id === id);
    if (!isKept) await evidence.addDecision(key, { ...note, id, by: await identify(region) });
  }
}

function noteId(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
