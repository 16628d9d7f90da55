import type { RolloutDossier } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rollout } from "../domain/rollout.ts";
import { cellCode } from "./code-span.ts";

/** Every check with its result and with what follows when it fails, as a Markdown table. */
export function checkTable({ record, findings }: Pick<RolloutDossier, "record" | "findings">): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(
    (finding) => `| ${cellCode(finding.check)} | ${finding.status} | ${consequence(finding, record.rollout)} |`,
  );
  return ["| check | result | what failing it does |", "| --- | --- | --- |", ...rows];
}

function consequence({ kind, mode }: Finding, { circuitBreaker, breakerRollsBack }: Rollout): string {
  if (mode === "shadow") return "remark: decides nothing";
  const hasRollback = circuitBreaker && breakerRollsBack !== false;
  if (kind !== "task-health") return "aborts the promotion";
  return `aborts the promotion; ${hasRollback ? "ECS rolls back when its circuit breaker trips" : "nobody rolls back by itself"}`;
}
