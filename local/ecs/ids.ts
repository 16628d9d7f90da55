import { createHash } from "node:crypto";

/** A source of ids that look like ECS's own and are the same in every run with the same seed. */
export interface Ids {
  /** Task ids: 32 hex digits. */
  readonly task: () => string;
  /** Event ids: a UUID. */
  readonly event: () => string;
  /** Service revisions and so `ecs-svc/<n>`: 19 digits. */
  readonly revision: () => string;
  /** Service deployments: 21 characters that have nothing to do with the revision (docs/facts/ecs.md 2.3). */
  readonly serviceDeployment: () => string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function seededIds(seed: string): Ids {
  const counters = new Map<string, number>();
  const hash = (kind: string): Buffer => {
    const count = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, count);
    return createHash("sha256").update(`${seed}/${kind}/${count}`).digest();
  };
  return {
    task: () => hash("task").toString("hex").slice(0, 32),
    event: () => {
      const hex = hash("event").toString("hex");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    revision: () =>
      `${1 + (hash("revision").readUInt32BE(0) % 9)}${(hash("revision digits").readBigUInt64BE(0) % 10n ** 18n).toString().padStart(18, "0")}`,
    serviceDeployment: () =>
      Array.from(hash("service deployment").subarray(0, 21), (byte) => letters[byte % letters.length]).join(""),
  };
}
