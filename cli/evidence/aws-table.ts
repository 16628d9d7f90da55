import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { type EvidenceTable, evidenceTable } from "../../shared/aws/evidence-table.ts";
import { lambdaPlatform, systemClock } from "../../shared/platform.ts";
import type { Cli } from "../cli.ts";

export interface TableChoice {
  readonly table?: string | undefined;
  readonly region?: string | undefined;
}

/** The evidence table's name by option or environment; undefined when nobody names one. */
export function chosenTable({ env }: Pick<Cli, "env">, { table }: TableChoice): string | undefined {
  return table ?? (env["ROLLOUT_VALIDATOR_TABLE"] || env["EVIDENCE_TABLE"] || undefined);
}

/** As the stack's default: how long a registration is kept. */
const evidenceDays = 400;

/** The evidence table in AWS, or wherever AWS_ENDPOINT_URL_DYNAMODB points. */
export function awsTable(table: string, region: string | undefined): EvidenceTable {
  const client = new DynamoDBClient({
    maxAttempts: defaultLimits.attempts,
    requestHandler: lambdaPlatform.transport(defaultLimits),
    ...(region !== undefined && { region }),
  });
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return evidenceTable(document, { table, days: evidenceDays, clock: systemClock });
}
