import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** Milliseconds before each further try. */
const pauses = [100, 200, 400, 800];

/**
 * The same table, asked again when it denies: IAM is eventually consistent, and for seconds after a role changed part of the answers
 * come from before. What is denied was not done, so nothing is done twice. A denial that lasts is thrown as AccessDenied.
 */
export function insistentTable(table: EvidenceTable, clock: Pick<Clock, "sleep">): EvidenceTable {
  const insist = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    for (const pause of pauses) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof ValidatorError) || error.name !== "AccessDenied") throw error;
        await clock.sleep(pause);
      }
    }
    return ask();
  };
  return {
    get: (key) => insist(() => table.get(key)),
    query: (partition, sortPrefix) => insist(() => table.query(partition, sortPrefix)),
    first: (partition, range) => insist(() => table.first(partition, range)),
    queryIndex: (query) => insist(() => table.queryIndex(query)),
    put: (key, item) => insist(() => table.put(key, item)),
    putOnce: (key, item) => insist(() => table.putOnce(key, item)),
    update: (key, change) => insist(() => table.update(key, change)),
  };
}
