import { readQuotas } from "../../local/ecs/quotas.ts";
import { usualLogSettings } from "../../local/logs/log-settings.ts";
import type { FleetOutcome, FleetRow } from "./fleet.ts";
import { markdownTable } from "./text-table.ts";

/** Delays by kind of rollout, and every action's calls against its quota. */
export function loadTables({ rows, traffic, lambda, transitionsPerSecond, seconds }: FleetOutcome): string {
  const kinds = [...new Set(rows.map(({ member }) => member.kind))];
  const delays = [
    ...kinds.map((kind) => [kind, rows.filter(({ member }) => member.kind === kind)] as const),
    ["all", rows] as const,
  ];
  return [
    `${rows.length} rollouts in ${Math.round(seconds)} simulated seconds; at most ${lambda.peak} Lambda invocations at once (${lambda.refused} refused), at most ${transitionsPerSecond} state transitions in one second (quota 800 outside the three largest Regions).\n`,
    markdownTable(
      ["rollout", "number", "right verdict", "p50 delay (s)", "p95 delay (s)", "latest (s)"],
      delays.map(([name, members]) => delayRow(name, members)),
    ),
    markdownTable(
      ["action", "calls", "busiest second", "quota (per second, burst)", "refused"],
      Object.entries(traffic).map(([action, { calls, busiestSecond, throttled }]) => [
        action,
        calls,
        busiestSecond,
        quotaOf(action),
        throttled,
      ]),
    ),
  ].join("\n");
}

function delayRow(name: string, rows: readonly FleetRow[]): readonly (string | number)[] {
  const delays = rows.map(({ delay = Number.POSITIVE_INFINITY }) => delay);
  const right = rows.filter(({ member, dossier }) => dossier?.record.verdict?.status === member.verdict).length;
  return [name, rows.length, right, ...[0.5, 0.95, 1].map((share) => percentile(delays, share).toFixed(1))];
}

/** The smallest value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.POSITIVE_INFINITY;
}

function quotaOf(action: string): string {
  const [service, operation = ""] = action.split(":");
  const quotas = service === "ecs" ? readQuotas : service === "logs" ? usualLogSettings.quotas : [];
  const quota = quotas.find(({ operations }) => operations.includes(operation));
  if (quota === undefined) return "-";
  const shared =
    quota.operations.length > 1 ? ` with ${quota.operations.filter((other) => other !== operation).join(", ")}` : "";
  return `${quota.perSecond}, ${quota.burst}${shared}`;
}
