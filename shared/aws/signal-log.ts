import type { SignalLog } from "../ports/validations.ts";
import { signalKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** Deployment events beside the rollout's pointer: they come before its release is known, and after its verdict. */
export function signalLog(table: EvidenceTable): SignalLog {
  return {
    keep: async (rollout, signal) => {
      await table.putOnce(signalKey(rollout, signal.id), { signal });
    },
  };
}
