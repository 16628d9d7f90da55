import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import { documentsOf, dynamodbClient } from "../../shared/aws/clients.ts";
import { type EvidenceTable, evidenceTable } from "../../shared/aws/evidence-table.ts";
import { machinePlatform } from "../../shared/platform.ts";
import { defaultEvidenceDays } from "../../shared/schema/defaults.ts";

/** The evidence table in AWS, or wherever AWS_ENDPOINT_URL_DYNAMODB points; a clock that is given hears its answers. */
export function awsTable(table: string, region: string | undefined, clock?: Pick<AwsClock, "hear">): EvidenceTable {
  const client = dynamodbClient(machinePlatform, region);
  clock?.hear(client);
  return evidenceTable(documentsOf(client), { table, days: defaultEvidenceDays, clock: machinePlatform.clock });
}
