import type { SweepPlace, SweepPlaces } from "../ports/validations.ts";
import { sweepKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** Where the walk through all services goes on, in the evidence table. */
export function sweepPlaces(table: EvidenceTable): SweepPlaces {
  return {
    load: async () => (await table.get(sweepKey))?.["place"] as SweepPlace | undefined,
    save: (place) => table.put(sweepKey, { place }),
  };
}
