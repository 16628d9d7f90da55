import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { embeddedDynamodb } from "../../local/dynamodb/embedded-dynamodb.ts";
import type { FaultRule } from "../../local/server/faults.ts";
import { createEvidenceTable } from "../../local/world/evidence-table.ts";
import type { AwsClock } from "../../shared/aws/aws-clock.ts";
import { type EvidenceTable, evidenceTable } from "../../shared/aws/evidence-table.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { at } from "./a-rollout.ts";
import { embeddedClient } from "./embedded-client.ts";
import { aJumpingClock, type JumpingClock } from "./gitlab-bench.ts";

export interface EmbeddedTable {
  readonly table: EvidenceTable;
  readonly clock: JumpingClock;
}

/** The time that the table's answers tell, and who hears it. */
export interface TableTime {
  readonly now?: () => Instant;
  readonly hear?: AwsClock["hear"];
}

/** An empty evidence table in an embedded DynamoDB, behind the real SDK client; its items live for 30 days. It is 10:05. */
export async function aTable(faults: readonly FaultRule[] = [], { now, hear }: TableTime = {}): Promise<EmbeddedTable> {
  const clock = aJumpingClock(at(300));
  const servers = { dynamodb: embeddedDynamodb() };
  await createEvidenceTable(new DynamoDBClient(embeddedClient(servers)), "evidence");
  const inner = new DynamoDBClient(embeddedClient(servers, faults, now && (() => new Date(now()))));
  hear?.(inner);
  const client = DynamoDBDocumentClient.from(inner, { marshallOptions: { removeUndefinedValues: true } });
  return { table: evidenceTable(client, { table: "evidence", days: 30, clock }), clock };
}
