import { randomUUID } from "node:crypto";
import { documentClient, secretsClient } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../shared/aws/evidence-table.ts";
import { secrets } from "../../shared/aws/secrets.ts";
import { statusRecords } from "../../shared/aws/status-records.ts";
import { normalHost } from "../../shared/gitlab/fit-intent.ts";
import { gitlabStatuses } from "../../shared/gitlab/publish.ts";
import { ReportStatusEnv } from "../../shared/schema/environment.ts";
import { ReportStatusInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { reportStatus } from "./report-status.ts";

export const definition = defineFunction({
  name: "report-status",
  input: ReportStatusInput,
  env: ReportStatusEnv,
  build: (env, platform) => {
    const { clock, fetch } = platform;
    const table = evidenceTable(documentClient(platform), {
      table: env.EVIDENCE_TABLE,
      days: env.EVIDENCE_DAYS,
      clock,
    });
    return reportStatus({
      evidence: evidenceStore(table),
      statuses: gitlabStatuses({
        records: statusRecords(table, clock),
        secrets: secrets(secretsClient(platform), clock),
        // The token belongs to the stack's own GitLab; it goes to no other host.
        secretFor: (host) => (normalHost(host) === normalHost(env.GITLAB_HOST) ? env.GITLAB_TOKEN_SECRET : undefined),
        owner: randomUUID,
        clock,
        fetch,
      }),
      clock,
      host: env.GITLAB_HOST,
    });
  },
});

export const handler = entry(definition);
