import { randomUUID } from "node:crypto";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import { agenda } from "../shared/aws/agenda.ts";
import { secretsClient } from "../shared/aws/clients.ts";
import { evidenceStore } from "../shared/aws/evidence-store.ts";
import { openTable } from "../shared/aws/open-table.ts";
import { secrets } from "../shared/aws/secrets.ts";
import { statusRecords } from "../shared/aws/status-records.ts";
import { reportStatus } from "../shared/closing/report-status.ts";
import { normalHost } from "../shared/gitlab/fit-intent.ts";
import { gitlabStatuses } from "../shared/gitlab/publish.ts";
import { evidenceLink } from "../shared/links/evidence-link.ts";
import type { Platform } from "../shared/platform.ts";
import type { ReportStatusEnv } from "../shared/schema/environment.ts";

/** The way to GitLab of report-status and of reconcile; `name` is the function's. */
export function statusReporter(name: string, env: ReportStatusEnv, platform: Platform) {
  const { clock, fetch } = platform;
  const table = openTable(env, platform);
  const metrics = platform.metrics(name);
  return reportStatus({
    evidence: evidenceStore(table),
    agenda: agenda(table),
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
    ...(env.EVIDENCE_PAGE_URL !== "" && {
      link: evidenceLink({
        url: env.EVIDENCE_PAGE_URL,
        keySecret: env.EVIDENCE_LINK_SECRET,
        table: env.EVIDENCE_TABLE,
        days: env.EVIDENCE_LINK_DAYS,
        secrets: secrets(secretsClient(platform), clock),
      }),
    }),
    // `already posted` becomes StatusAlreadyPosted.
    count: ({ outcome }) => {
      const words = outcome.split(" ").map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
      metrics.addMetric(`Status${words.join("")}`, MetricUnit.Count, 1);
    },
  });
}
