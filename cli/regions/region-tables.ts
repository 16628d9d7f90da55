import { SSMClient } from "@aws-sdk/client-ssm";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import type { EvidenceTable } from "../../shared/aws/evidence-table.ts";
import { serviceHistory } from "../../shared/aws/service-history.ts";
import { publishedTable } from "../../shared/aws/table-parameter.ts";
import { ValidatorError } from "../../shared/errors.ts";
import { lambdaPlatform } from "../../shared/platform.ts";
import type { EvidenceStore, RegionEvidence } from "../../shared/ports/evidence.ts";
import { tableParameter } from "../../shared/schema/parameter-names.ts";
import type { Cli } from "../cli.ts";
import { awsTable } from "../evidence/aws-table.ts";
import { chosenTable } from "../evidence/chosen-table.ts";

export interface TableOptions {
  /** Name or ARN, the same in every Region. */
  readonly table?: string | undefined;
  /** Where the stacks publish the names of their tables. */
  readonly prefix?: string | undefined;
}

/** The stack's default (infra/config.ts). */
export const defaultPrefix = "/ecs-rollout-validator";

export interface RegionTable extends RegionEvidence {
  readonly evidence: EvidenceStore;
  /** The table's name, for the reader. */
  readonly name: string;
}

/** Opens the evidence of a Region; rejects with a ValidatorError that says which call was refused. */
export type OpenRegion = (region: string) => Promise<RegionTable>;

/** Tables by option, else by environment, else by what the Region's own stack publishes. Each Region is opened once. */
export function awsRegions(cli: Pick<Cli, "env">, options: TableOptions): OpenRegion {
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

async function open(cli: Pick<Cli, "env">, region: string, options: TableOptions): Promise<RegionTable> {
  const name = chosenTable(cli, options) ?? (await tableOf(cli, region, options));
  return ofTable(awsTable(name, region), name);
}

/** The evidence in a table, by the shipped adapters. */
export function ofTable(table: EvidenceTable, name: string): RegionTable {
  return { name, history: serviceHistory(table), evidence: evidenceStore(table) };
}

async function tableOf({ env }: Pick<Cli, "env">, region: string, { prefix }: TableOptions): Promise<string> {
  const path = prefix ?? (env["ROLLOUT_VALIDATOR_PREFIX"] || defaultPrefix);
  const ssm = new SSMClient({
    region,
    maxAttempts: defaultLimits.attempts,
    requestHandler: lambdaPlatform.transport(defaultLimits),
  });
  const name = await publishedTable(ssm, path);
  if (name !== undefined) return name;
  throw new ValidatorError(
    "NotFound",
    `No validator is deployed in ${region}: it has no parameter ${tableParameter(path)}`,
  );
}
