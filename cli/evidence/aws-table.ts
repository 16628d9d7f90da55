import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { type EvidenceTable, evidenceTable } from "../../shared/aws/evidence-table.ts";
import { lambdaPlatform, systemClock } from "../../shared/platform.ts";

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
