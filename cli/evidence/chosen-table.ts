import type { Cli } from "../cli.ts";

export interface TableChoice {
  readonly table?: string | undefined;
  readonly region?: string | undefined;
}

/** The evidence table's name by option or environment; undefined when nobody names one. */
export function chosenTable({ env }: Pick<Cli, "env">, { table }: TableChoice): string | undefined {
  return table ?? (env["ROLLOUT_VALIDATOR_TABLE"] || env["EVIDENCE_TABLE"] || undefined);
}
