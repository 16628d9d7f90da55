import { type OpenRegion, ofTable, type RegionTable } from "../../cli/regions/region-tables.ts";
import type { FaultRule } from "../../local/server/faults.ts";
import type { GateRollout } from "../../shared/domain/gate/facts.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { CapturedCli } from "../cli/a-cli.ts";
import { aCli } from "../cli/a-cli.ts";
import { aVerdict } from "./a-finding.ts";
import { at } from "./a-rollout.ts";
import { aTable } from "./a-table.ts";

/** Evidence tables of several Regions, a command line, and a time that only sleeping moves. It is 10:05. */
export interface SomeRegions {
  readonly cli: CapturedCli;
  readonly open: OpenRegion;
  readonly of: (region: string) => RegionTable;
  /** Runs when that many seconds after 10:00 were slept through. */
  readonly later: (seconds: number, action: () => unknown) => void;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly now: () => Instant;
}

export async function someRegions(
  names: readonly string[],
  {
    faults = {},
    cli: over = {},
  }: { readonly faults?: Readonly<Record<string, FaultRule[]>>; readonly cli?: Partial<CapturedCli> } = {},
): Promise<SomeRegions> {
  const tables = new Map(
    await Promise.all(
      names.map(async (name) => [name, ofTable((await aTable(faults[name])).table, "evidence")] as const),
    ),
  );
  let now: Instant = at(300);
  let plans: { readonly at: Instant; readonly action: () => unknown }[] = [];
  const of = (region: string): RegionTable => {
    const table = tables.get(region);
    if (table === undefined) throw new Error(`There is no table in ${region}.`);
    return table;
  };
  return {
    cli: aCli({ clock: { now: () => now }, ...over }),
    open: async (region) => of(region),
    of,
    now: () => now,
    later: (seconds, action) => plans.push({ at: at(seconds), action }),
    async sleep(seconds) {
      const end = addSeconds(now, seconds);
      const due = plans.filter((plan) => plan.at <= end);
      plans = plans.filter((plan) => plan.at > end);
      now = end;
      for (const { action } of due) await action();
    },
  };
}

/** Keeps the rollout, with its verdict and decisions, as the validator would. */
export async function keep(evidence: EvidenceStore, { record, decisions }: GateRollout): Promise<void> {
  const { verdict, ...open } = record;
  await evidence.open(open);
  if (verdict !== undefined) await evidence.conclude(record.key, verdict);
  for (const decision of decisions) await evidence.addDecision(record.key, decision);
}

/** Ends the rollout's validation. */
export async function conclude(
  evidence: EvidenceStore,
  { record }: GateRollout,
  status: "passed" | "failed",
): Promise<void> {
  const decision = status === "passed" ? "proceed" : "alert";
  await evidence.conclude(record.key, aVerdict({ status, decision, reason: `it ${status}` }));
}
