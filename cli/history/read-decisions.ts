import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import type { DecidedRecord } from "../../shared/history/deployments.ts";
import type { RolloutLooks } from "../../shared/ports/rollout-looks.ts";

/** A small read for each rollout, so many at a time. */
const atATime = 16;

/** The records, each with what people decided about it. */
export async function withDecisions(
  looks: Pick<RolloutLooks, "decisions">,
  records: readonly ValidationRecord[],
): Promise<readonly DecidedRecord[]> {
  const read: DecidedRecord[] = [];
  for (let begin = 0; begin < records.length; begin += atATime) {
    const some = records.slice(begin, begin + atATime);
    read.push(
      ...(await Promise.all(some.map(async (record) => ({ ...record, decisions: await looks.decisions(record.key) })))),
    );
  }
  return read;
}
