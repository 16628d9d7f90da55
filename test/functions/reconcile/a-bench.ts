import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type LookAfterPorts, lookAfter } from "../../../functions/reconcile/look-after.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { agenda } from "../../../shared/aws/agenda.ts";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../../shared/aws/evidence-table.ts";
import { signals } from "../../../shared/aws/signals.ts";
import { sweepPlaces } from "../../../shared/aws/sweep-places.ts";
import { validations } from "../../../shared/aws/validations.ts";
import { announce } from "../../../shared/closing/announce.ts";
import { conclude } from "../../../shared/closing/conclude.ts";
import { reportStatus } from "../../../shared/closing/report-status.ts";
import type { PostedStatus, StatusIntent } from "../../../shared/domain/commit-status.ts";
import type { ExecutionState } from "../../../shared/ports/workflow.ts";
import { at } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

/** The shipped stores over an embedded table, the shipped closing, a GitLab and a Step Functions that answer as told. It is 10:05. */
export async function aBench() {
  const clock = aJumpingClock(at(300));
  const dynamodb = embeddedClient({ dynamodb: embeddedDynamodb() });
  await createEvidenceTable(new DynamoDBClient(dynamodb), "evidence");
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(dynamodb), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const table = evidenceTable(client, { table: "evidence", days: 30, clock });
  const intents: StatusIntent[] = [];
  const answers = {
    execution: { status: "RUNNING" } as ExecutionState | undefined,
    publish: async (): Promise<PostedStatus> => ({ outcome: "posted" }),
    put: async (): Promise<void> => {},
  };
  const stores = {
    clock,
    random: () => 0,
    evidence: evidenceStore(table),
    agenda: agenda(table),
    validations: validations(table),
    places: sweepPlaces(table),
    executions: { find: async () => answers.execution },
  };
  const told: string[] = [];
  const ports: LookAfterPorts = {
    ...stores,
    announce: announce({
      ...stores,
      events: {
        put: async (detailType) => {
          await answers.put();
          told.push(detailType);
        },
      },
      topic: { publish: async () => {} },
      history: { rollouts: async () => [] },
      begin: () => {},
      count: () => {},
    }),
    conclude: conclude({ ...stores, signals: signals(table), count: () => {} }),
    reportStatus: reportStatus({
      ...stores,
      statuses: {
        publish: async (intent) => {
          intents.push(intent);
          return answers.publish();
        },
      },
      host: "https://gitlab.example.com",
      count: () => {},
    }),
  };
  return { ...stores, answers, intents, told, table, lookAfter: lookAfter(ports) };
}

export type Bench = Awaited<ReturnType<typeof aBench>>;
