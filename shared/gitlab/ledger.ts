import type { StatusIntent, StatusRecord } from "../domain/commit-status.ts";
import { ValidatorError } from "../errors.ts";
import type { StatusRecords } from "../ports/statuses.ts";
import { compareSequence } from "./sequence.ts";

/** The fields that a change may set, or remove by `undefined`. */
type Change = { readonly [Field in keyof Omit<StatusRecord, "revision">]?: StatusRecord[Field] | undefined };

/** One status's record, as one call keeps it. */
export interface Ledger {
  /** The record as it was last saved. */
  record(): StatusRecord;
  /** Throws StatusBusy when somebody else saved in the meantime: the lease ran out, and another call goes on. */
  save(change: Change): Promise<StatusRecord>;
}

export interface Entry {
  readonly key: string;
  /** The record as it was loaded. */
  readonly before: StatusRecord | undefined;
  readonly intent: StatusIntent;
}

/**
 * Writes down what is desired before anything is sent. The first intent of its place in the order stands, as its post may
 * be on its way; one that was parked may come back repaired.
 */
export async function openLedger(records: StatusRecords, { key, before, intent }: Entry): Promise<Ledger> {
  const isBegun = before !== undefined && before.parked === undefined && compareSequence(before.desired, intent) === 0;
  let current = isBegun ? before : await save(before, { ...before, desired: intent });

  async function save(previous: StatusRecord | undefined, fields: Fields): Promise<StatusRecord> {
    const next = { revision: (previous?.revision ?? 0) + 1, ...withoutEmpty(fields) };
    if (await records.save(key, next, previous)) return next;
    throw new ValidatorError("StatusBusy", `Another call changed the record of status ${next.desired.name}.`);
  }

  return {
    record: () => current,
    async save(change) {
      current = await save(current, { ...current, ...change, desired: change.desired ?? current.desired });
      return current;
    },
  };
}

type Fields = Change & { readonly desired: StatusIntent };

/** Absent fields stay absent, as the record is compared and stored as it is. */
function withoutEmpty({
  desired,
  posted,
  pipelineId,
  name,
  unanswered = [],
  parked,
}: Fields): Omit<StatusRecord, "revision"> {
  return {
    desired,
    ...(posted !== undefined && { posted }),
    ...(pipelineId !== undefined && { pipelineId }),
    ...(name !== undefined && { name }),
    ...(unanswered.length > 0 && { unanswered }),
    ...(parked !== undefined && { parked }),
  };
}
