import type { Cli } from "../cli.ts";

/** The evidence table's name by option or environment; undefined when nobody names one. */
export function chosenTable(
  { env }: Pick<Cli, "env">,
  { table }: { readonly table?: string | undefined },
): string | undefined {
  return table ?? (env["ROLLOUT_VALIDATOR_TABLE"] || env["EVIDENCE_TABLE"] || undefined);
}
