import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** Milliseconds before each further try. */
const pauses = [100, 200, 400, 800];

/**
 * The same table, asked again when it denies: IAM is eventually consistent, and for seconds after a role changed part of the answers
 * come from before. A read is asked again, too, when its answer is garbled, which the SDK does not do. What was denied was not done,
 * and a read does nothing, so nothing is done twice. What lasts is thrown.
 */
export function insistentTable(table: EvidenceTable, clock: Pick<Clock, "sleep">): EvidenceTable {
  const insist = async <Answer>(ask: () => Promise<Answer>, mayPass: (error: unknown) => boolean): Promise<Answer> => {
    for (const pause of pauses) {
      try {
        return await ask();
      } catch (error) {
        if (!mayPass(error)) throw error;
        await clock.sleep(pause);
      }
    }
    return ask();
  };
  const read = <Answer>(ask: () => Promise<Answer>) => insist(ask, (error) => isDenied(error) || isGarbled(error));
  const write = <Answer>(ask: () => Promise<Answer>) => insist(ask, isDenied);
  return {
    get: (key) => read(() => table.get(key)),
    query: (partition, sort) => read(() => table.query(partition, sort)),
    first: (partition, range) => read(() => table.first(partition, range)),
    queryIndex: (query) => read(() => table.queryIndex(query)),
    put: (key, item) => write(() => table.put(key, item)),
    putOnce: (key, item) => write(() => table.putOnce(key, item)),
    update: (key, change) => write(() => table.update(key, change)),
  };
}

function isDenied(error: unknown): boolean {
  return error instanceof ValidatorError && error.name === "AccessDenied";
}

function isGarbled(error: unknown): boolean {
  return error instanceof ValidatorError && error.cause instanceof Error && error.cause.name === "SyntaxError";
}
