import type { Platform } from "../platform.ts";
import { documentClient } from "./clients.ts";
import { type EvidenceTable, evidenceTable } from "./evidence-table.ts";
import { insistentTable } from "./insistent-table.ts";

/** The evidence table that a function's environment names. */
export function openTable(
  env: { readonly EVIDENCE_TABLE: string; readonly EVIDENCE_DAYS: number },
  platform: Platform,
): EvidenceTable {
  const { clock } = platform;
  const table = evidenceTable(documentClient(platform), {
    table: env.EVIDENCE_TABLE,
    days: env.EVIDENCE_DAYS,
    clock,
  });
  return insistentTable(table, clock);
}
