import type { StatusRecord } from "../../shared/domain/commit-status.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { StatusRecords } from "../../shared/ports/statuses.ts";

export interface MemoryStatusRecords extends StatusRecords {
  /** Every record by its key. */
  readonly all: ReadonlyMap<string, StatusRecord>;
}

/** StatusRecords that live as long as the test; leases run out by the given clock. */
export function memoryStatusRecords(clock: Clock): MemoryStatusRecords {
  const all = new Map<string, StatusRecord>();
  const leases = new Map<string, { readonly owner: string; readonly until: number }>();
  return {
    all,
    load: async (key) => all.get(key),
    async save(key, record, previous) {
      if (all.get(key)?.revision !== previous?.revision) return false;
      all.set(key, record);
      return true;
    },
    async lock(group, owner, seconds) {
      const now = milliseconds(clock.now());
      const held = leases.get(group);
      if (held !== undefined && held.owner !== owner && held.until > now) return false;
      leases.set(group, { owner, until: now + seconds * 1000 });
      return true;
    },
    async unlock(group, owner) {
      if (leases.get(group)?.owner === owner) leases.delete(group);
    },
  };
}
