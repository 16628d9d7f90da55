import type { StatusRecord } from "../domain/commit-status.ts";
import { milliseconds } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { StatusRecords } from "../ports/statuses.ts";
import { leaseKey, statusItemKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** What was posted to GitLab, with a revision for optimistic saves, and leases that end by time. */
export function statusRecords(table: EvidenceTable, clock: Clock): StatusRecords {
  return {
    load: async (key) => (await table.get(statusItemKey(key)))?.["status"] as StatusRecord | undefined,
    save: async (key, record, previous) => {
      const saved = await table.update(statusItemKey(key), {
        set: { status: record, revision: record.revision },
        condition: previous === undefined ? "attribute_not_exists(#revision)" : "#revision = :previous",
        ...(previous !== undefined && { values: { previous: previous.revision } }),
      });
      return saved !== undefined;
    },
    lock: async (group, owner, seconds) => {
      const now = milliseconds(clock.now());
      const taken = await table.update(leaseKey(group), {
        set: { owner, until: now + seconds * 1000 },
        condition: "attribute_not_exists(#owner) OR #owner = :owner OR #until < :now",
        values: { now },
      });
      return taken !== undefined;
    },
    unlock: async (group, owner) => {
      await table.update(leaseKey(group), {
        remove: ["owner", "until"],
        condition: "#owner = :mine",
        names: ["until"],
        values: { mine: owner },
      });
    },
  };
}
