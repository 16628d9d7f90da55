import type { PostedStatus, StatusIntent, StatusRecord } from "../domain/commit-status.ts";

export interface StatusRecords {
  load(key: string): Promise<StatusRecord | undefined>;
  /** False when somebody else saved since `previous` was loaded. */
  save(key: string, record: StatusRecord, previous: StatusRecord | undefined): Promise<boolean>;
  /** Takes the lease of a group for `seconds`; false when another holds it. */
  lock(group: string, owner: string, seconds: number): Promise<boolean>;
  unlock(group: string, owner: string): Promise<void>;
}

export interface CommitStatuses {
  publish(intent: StatusIntent): Promise<PostedStatus>;
}

export interface Secrets {
  /** `fresh` passes over the cache, e.g. after the value was refused. */
  value(id: string, options?: { readonly fresh?: boolean }): Promise<string>;
}

export interface RotatedSecrets extends Secrets {
  /** The value before the last rotation; undefined when there is none. `fresh` as above. */
  previous(id: string, options?: { readonly fresh?: boolean }): Promise<string | undefined>;
}
