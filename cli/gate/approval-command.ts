import type { ApprovalAwaited, GateDecision, RequirementResult } from "../../shared/domain/gate/decision.ts";
import { sentence } from "../../shared/domain/gate/gate.ts";
import { defaultPrefix } from "../../shared/schema/defaults.ts";
import type { Cli } from "../cli.ts";
import { chosenTable } from "../evidence/chosen-table.ts";
import { chosenPrefix } from "../regions/chosen-prefix.ts";
import type { GateOptions } from "./gate-options.ts";

/** Puts the command that approves in the reason of what awaits it: whoever runs it has neither this job's options nor its environment. */
export function withApprovalCommands(
  cli: Pick<Cli, "env">,
  options: GateOptions,
  decision: GateDecision,
): GateDecision {
  const told = (result: RequirementResult): RequirementResult => {
    if (result.awaited === undefined) return result;
    const table = tableOptions(cli, options, result.requirement);
    return { ...result, reason: `awaits approval: ${[decide(result.awaited), ...table].join(" ")}` };
  };
  const deciding = decision.results.find((result) => sentence(result) === decision.reason);
  return {
    ...decision,
    results: decision.results.map(told),
    reason: deciding === undefined ? decision.reason : sentence(told(deciding)),
  };
}

function decide({ release, service, cluster, region }: ApprovalAwaited): string {
  const place = `--service ${service} --cluster ${cluster} --region ${region}`;
  return `rollout-validator decide --release ${release} ${place} --as proceed --reason ...`;
}

/** Where the evidence lies that was asked, as `decide` takes it. */
function tableOptions(
  cli: Pick<Cli, "env">,
  { table, prefix, passedInTable }: GateOptions,
  { kind }: RequirementResult["requirement"],
): readonly string[] {
  const name = chosenTable(cli, { table: (kind === "environment" ? passedInTable : undefined) ?? table });
  if (name !== undefined) return ["--table", name];
  const path = chosenPrefix(cli, { prefix });
  return path === defaultPrefix ? [] : ["--prefix", path];
}
