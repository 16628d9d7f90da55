import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import { ssmClient } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import type { EvidenceTable } from "../../shared/aws/evidence-table.ts";
import { rolloutLooks } from "../../shared/aws/rollout-looks.ts";
import { serviceHistory } from "../../shared/aws/service-history.ts";
import { noValidator, publishedTable } from "../../shared/aws/table-parameter.ts";
import { ValidatorError } from "../../shared/errors.ts";
import { machinePlatform } from "../../shared/platform.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { RegionLooks } from "../../shared/ports/rollout-looks.ts";
import type { Cli } from "../cli.ts";
import { awsTable } from "../evidence/aws-table.ts";
import { chosenTable } from "../evidence/chosen-table.ts";
import { chosenPrefix } from "./chosen-prefix.ts";

export interface TableOptions {
  /** Name or ARN, the same in every Region. */
  readonly table?: string | undefined;
  /** Where the stacks publish the names of their tables. */
  readonly prefix?: string | undefined;
}

export interface RegionTable extends RegionLooks {
  readonly evidence: EvidenceStore;
  /** The table's name, for the reader. */
  readonly name: string;
}

/** Opens the evidence of a Region; rejects with a ValidatorError that says which call was refused. */
export type OpenRegion = (region: string) => Promise<RegionTable>;

export interface RegionsOptions extends TableOptions {
  /** Hears every answer of the tables. */
  readonly clock?: AwsClock;
}

/** Tables by option, else by environment, else by what the Region's own stack publishes. Each Region is opened once. */
export function awsRegions(cli: Pick<Cli, "env">, options: RegionsOptions): OpenRegion {
  const opened = new Map<string, Promise<RegionTable>>();
  return (region) => {
    const standing = opened.get(region);
    if (standing !== undefined) return standing;
    const opening = open(cli, region, options);
    opened.set(region, opening);
    // A Region that did not answer is asked again.
    opening.catch(() => opened.delete(region));
    return opening;
  };
}

async function open(cli: Pick<Cli, "env">, region: string, options: RegionsOptions): Promise<RegionTable> {
  const name = await tableIn(cli, region, options);
  return ofTable(awsTable(name, region, options.clock), name);
}

/** The evidence in a table, by the shipped adapters. */
export function ofTable(table: EvidenceTable, name: string): RegionTable {
  return { name, history: serviceHistory(table), evidence: evidenceStore(table), looks: rolloutLooks(table) };
}

/** The name of a Region's evidence table, by option, environment or what its stack publishes; NotFound when nobody says. */
export async function tableIn(cli: Pick<Cli, "env">, region: string, options: TableOptions): Promise<string> {
  return chosenTable(cli, options) ?? (await publishedIn(cli, region, options));
}

async function publishedIn(cli: Pick<Cli, "env">, region: string, options: TableOptions): Promise<string> {
  const path = chosenPrefix(cli, options);
  const name = await publishedTable(ssmClient(machinePlatform, region), path);
  if (name !== undefined) return name;
  throw new ValidatorError(
    "NotFound",
    `${noValidator(region, path)}; name the table by --table, or the parameter's path by --prefix`,
  );
}
