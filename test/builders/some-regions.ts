import { type OpenRegion, ofTable, type RegionTable } from "../../cli/regions/region-tables.ts";
import type { FaultRule } from "../../local/server/faults.ts";
import { type AwsClock, awsClock } from "../../shared/aws/aws-clock.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import type { GateRollout } from "../../shared/domain/gate/facts.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { TaskRegister } from "../../shared/ports/validations.ts";
import type { CapturedCli } from "../cli/a-cli.ts";
import { aCli } from "../cli/a-cli.ts";
import { aVerdict } from "./a-finding.ts";
import { at } from "./a-rollout.ts";
import { aTable } from "./a-table.ts";

/** Evidence tables of several Regions, a command line, and a time that only sleeping moves. It is 10:05 in AWS. */
export interface SomeRegions {
  /** Its clock may be ahead of AWS's. */
  readonly cli: CapturedCli;
  /** Hears the answers of all tables. */
  readonly clock: AwsClock;
  readonly open: OpenRegion;
  readonly of: (region: string) => RegionTable;
  readonly registerOf: (region: string) => TaskRegister;
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
    aheadSeconds = 0,
  }: {
    readonly faults?: Readonly<Record<string, FaultRule[]>>;
    readonly cli?: Partial<CapturedCli>;
    readonly aheadSeconds?: number;
  } = {},
): Promise<SomeRegions> {
  let now: Instant = at(300);
  const machine = { now: () => addSeconds(now, aheadSeconds) };
  const clock = awsClock(machine);
  const time = { now: () => now, hear: clock.hear };
  const tables = new Map(
    await Promise.all(
      names.map(async (name) => {
        const { table } = await aTable(faults[name], time);
        return [name, { ...ofTable(table, "evidence"), register: taskRegister(table) }] as const;
      }),
    ),
  );
  let plans: { readonly at: Instant; readonly action: () => unknown }[] = [];
  const of = (region: string): RegionTable & { readonly register: TaskRegister } => {
    const table = tables.get(region);
    if (table === undefined) throw new Error(`There is no table in ${region}.`);
    return table;
  };
  return {
    cli: aCli({ clock: machine, ...over }),
    clock,
    open: async (region) => of(region),
    of,
    registerOf: (region) => of(region).register,
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

/** The same rollout in another cluster. */
export function inCluster(cluster: string, { record, decisions }: GateRollout): GateRollout {
  const serviceArn = record.rollout.serviceArn.replace("production", cluster);
  const rollout = { ...record.rollout, serviceArn, name: { ...record.rollout.name, cluster } };
  return {
    decisions,
    record: { ...record, rollout, key: { ...record.key, rollout: { ...record.key.rollout, serviceArn } } },
  };
}
