import type { PostedStatus, StatusRecord } from "../domain/commit-status.ts";
import { milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { CommitStatuses, StatusRecords } from "../ports/statuses.ts";
import { admit } from "./decide.ts";
import { type DeliveryPorts, deliver } from "./deliver.ts";
import { fitIntent } from "./fit-intent.ts";
import { openLedger } from "./ledger.ts";
import { statusGroup, statusKey } from "./status-key.ts";

export interface PublishPorts extends Omit<DeliveryPorts, "random"> {
  readonly records: StatusRecords;
  /** The secret that holds the token for a base URL, given as the intent names it; undefined when there is none, so that no token goes to a foreign host. */
  readonly secretFor: (host: string) => string | undefined;
  /** A new text for each call: two calls must never share a lease. */
  readonly owner: () => string;
  readonly random?: () => number;
}

/** One call ends before its state does: ReportStatusRunning has 20 s, ReportStatusVerdict 100 s. */
const callSeconds = { running: 15, verdict: 80 };
/** Longer than any call, so that a lease runs out only after a crash. */
const leaseSeconds = 120;

/**
 * Commit statuses in GitLab, safe under repeated, reordered and interrupted calls: a record keeps the order that GitLab
 * does not, a lease keeps calls apart, and GitLab is read before anything is posted a second time.
 * Throws StatusBusy while another call works on the same commit, and StatusUndelivered when GitLab did not take the
 * status for now; both are cured by calling again. What only a person can cure is parked, in the record and the answer.
 */
export function gitlabStatuses(given: PublishPorts): CommitStatuses {
  const ports = { ...given, random: given.random ?? Math.random };
  return {
    async publish(raw) {
      const fitted = fitIntent(raw);
      if ("refusal" in fitted) return { outcome: "skipped", reason: fitted.refusal };
      const { intent } = fitted;
      const secret = ports.secretFor(raw.host);
      if (secret === undefined) return { outcome: "skipped", reason: `No token is configured for ${intent.host}.` };
      const endsAt = milliseconds(ports.clock.now()) + callSeconds[intent.phase] * 1000;
      return underLease(ports, statusGroup(intent), async () => {
        const key = statusKey(intent);
        const before = await ports.records.load(key);
        const known = admit(before, intent);
        if (known !== "go") return acknowledged(before, known);
        return deliver(ports, { ledger: await openLedger(ports.records, { key, before, intent }), secret, endsAt });
      });
    },
  };
}

async function underLease<Output>(ports: PublishPorts, group: string, work: () => Promise<Output>): Promise<Output> {
  const owner = ports.owner();
  if (!(await ports.records.lock(group, owner, leaseSeconds))) {
    throw new ValidatorError("StatusBusy", "Another call is setting a status on the same commit.");
  }
  try {
    return await work();
  } finally {
    // A lease that cannot be given back runs out; the outcome of the work must not be lost over it.
    await ports.records.unlock(group, owner).catch(() => undefined);
  }
}

function acknowledged(record: StatusRecord | undefined, outcome: "stale" | "already posted"): PostedStatus {
  return {
    outcome,
    ...(record?.posted?.id !== undefined && { id: record.posted.id }),
    ...(record?.pipelineId !== undefined && { pipelineId: record.pipelineId }),
  };
}
