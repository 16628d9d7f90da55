import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { embeddedDynamodb } from "../../local/dynamodb/embedded-dynamodb.ts";
import { loadTable } from "../../local/dynamodb/table-dump.ts";
import { embeddedNetwork } from "../../local/server/network.ts";
import { embeddedTransport } from "../../local/server/transport.ts";
import { createEvidenceTable } from "../../local/world/evidence-table.ts";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../shared/aws/evidence-table.ts";
import type { Dossier } from "../../shared/domain/evidence.ts";
import { instant } from "../../shared/domain/time.ts";
import { systemClock } from "../../shared/platform.ts";
import type { KeptRun } from "./kept-runs.ts";

const table = "evidence";

/** Reads a kept run with the adapter that reads AWS, out of a DynamoDB in this process. */
export async function dossierOfRun({ items }: KeptRun, releaseId: string): Promise<Dossier | undefined> {
  const network = embeddedNetwork({ servers: { dynamodb: embeddedDynamodb() }, latencyMilliseconds: 0 });
  const client = new DynamoDBClient({
    region: "local",
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    requestHandler: embeddedTransport(network)(defaultLimits),
  });
  await createEvidenceTable(client, table);
  await loadTable(client, table, items);
  // A simulation has a time of its own: by today's clock its evidence could have expired.
  const clock = { ...systemClock, now: () => instant(0) };
  return evidenceStore(evidenceTable(DynamoDBDocumentClient.from(client), { table, days: 1, clock })).dossier(
    releaseId,
  );
}
