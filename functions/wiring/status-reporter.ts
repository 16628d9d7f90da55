import { randomUUID } from "node:crypto";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import { agenda } from "../../shared/aws/agenda.ts";
import { pageLimits, secretsClient } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { secrets } from "../../shared/aws/secrets.ts";
import { statusRecords } from "../../shared/aws/status-records.ts";
import { reportStatus } from "../../shared/closing/report-status.ts";
import { gitlabStatuses } from "../../shared/gitlab/publish.ts";
import { secretOfOwnHost } from "../../shared/gitlab/secret-of-own-host.ts";
import { evidenceLink } from "../../shared/links/evidence-link.ts";
import type { Platform } from "../../shared/platform.ts";
import type { ReportStatusEnv } from "../../shared/schema/environment.ts";
import { statusMetric } from "../../shared/schema/metric-names.ts";

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
      secretFor: secretOfOwnHost(env.GITLAB_HOST, env.GITLAB_TOKEN_SECRET),
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
        secrets: secrets(secretsClient(platform, pageLimits), clock),
      }),
    }),
    count: ({ outcome }) => {
      metrics.addMetric(statusMetric(outcome), MetricUnit.Count, 1);
    },
  });
}
