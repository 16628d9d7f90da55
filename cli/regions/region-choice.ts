import { isRegion } from "../../shared/domain/names.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";

export interface RegionChoice {
  readonly region?: string | undefined;
  /** Names with commas between them. */
  readonly regions?: string | undefined;
}

/** The Regions that options or environment name, each once. Throws UsageError when nobody names one, or a name is none. */
export function chosenRegions({ env }: Pick<Cli, "env">, { region, regions }: RegionChoice): readonly string[] {
  if (region !== undefined && regions !== undefined) throw new UsageError("Give --region or --regions, not both.");
  const named = regions ?? region ?? (env["AWS_REGION"] || env["AWS_DEFAULT_REGION"] || undefined);
  if (named === undefined) throw new UsageError("No AWS Region: give --region or --regions, or set AWS_REGION.");
  return regionNames(named, regions === undefined ? "--region" : "--regions");
}

/** `a,b` as Region names, each once. */
export function regionNames(text: string, option: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.filter((name) => !isRegion(name));
  if (wrong.length > 0)
    throw new UsageError(
      `${option}: ${wrong.map((name) => `"${name}"`).join(", ")} is no AWS Region such as ap-southeast-2.`,
    );
  return [...new Set(names)];
}
