import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../shared/aws/evidence-table.ts";
import { validations } from "../../shared/aws/validations.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { RolloutRef } from "../../shared/domain/rollout.ts";
import type { VirtualClock } from "../clock/virtual-clock.ts";
import { type DumpedItem, dumpTable } from "../dynamodb/table-dump.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { embeddedNetwork } from "../server/network.ts";
import { embeddedTransport } from "../server/transport.ts";
import { createEvidenceTable } from "./evidence-table.ts";
import { evidenceTableName } from "./names.ts";

/** Reads what the validator kept, by the shipped adapters, on a way of its own: no fault, no latency, no count. */
export interface Evidence {
  /** What is kept of a rollout; undefined when no validation of it was ever opened. */
  dossier(rollout: RolloutRef): Promise<RolloutDossier | undefined>;
  /** Every item as DynamoDB JSON. */
  dump(): Promise<readonly DumpedItem[]>;
}

/** Creates the table and opens the way to it. */
export async function openEvidence(dynamodb: EmbeddedServer, time: VirtualClock, region: string): Promise<Evidence> {
  const network = embeddedNetwork({ servers: { dynamodb }, latencyMilliseconds: 0 });
  const client = new DynamoDBClient({
    region,
    credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
    maxAttempts: 1,
    requestHandler: embeddedTransport(network)({ attempts: 1, connectMilliseconds: 0, requestMilliseconds: 0 }),
  });
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const table = evidenceTable(document, { table: evidenceTableName, days: 400, clock: time.clock });
  await settled(time, createEvidenceTable(client, evidenceTableName));
  return {
    async dossier(rollout) {
      const key = await validations(table).of(rollout);
      const found = key && (await evidenceStore(table).dossier(key.releaseId));
      return found?.rollouts.find(
        ({ record }) =>
          record.rollout.deploymentId === rollout.deploymentId && record.rollout.serviceArn === rollout.serviceArn,
      );
    },
    dump: () => dumpTable(client, evidenceTableName),
  };
}

/** Lets virtual time pass until the work is done; work that needs no time takes none. */
export async function settled<Value>(time: Pick<VirtualClock, "run">, work: Promise<Value>): Promise<Value> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => {});
  await time.run(() => isDone, 60);
  return done;
}
