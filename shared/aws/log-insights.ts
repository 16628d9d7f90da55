import { GetQueryResultsCommand, type ResultField, StartQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogLine } from "../domain/log.ts";
import { milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import { insightsQuery, queryLimit } from "../logs/insights-query.ts";
import type { InsightsResult, LogInsights } from "../ports/logs.ts";
import { call } from "./call.ts";
import type { LogsClients } from "./logs-clients.ts";

/** Logs Insights. Its times are whole seconds, both inclusive, so a window is widened to full seconds. */
export function logInsights(clients: LogsClients): LogInsights {
  return {
    start: async (target, from, to, literals) => {
      const answer = await call("logs:StartQuery", target.group, () =>
        clients(target.region).send(
          new StartQueryCommand({
            logGroupName: target.group,
            startTime: Math.floor(milliseconds(from) / 1000),
            endTime: Math.ceil(milliseconds(to) / 1000),
            queryString: insightsQuery(target, literals),
            limit: queryLimit,
          }),
        ),
      );
      if (answer.queryId === undefined) {
        throw new ValidatorError("DependencyUnavailable", `logs:StartQuery on ${target.group} gave no query id`);
      }
      return answer.queryId;
    },
    result: async (queryId, { group, region }) => {
      const answer = await call("logs:GetQueryResults", group, () =>
        clients(region).send(new GetQueryResultsCommand({ queryId })),
      );
      const results = answer.results ?? [];
      return {
        status: statusOf(answer.status),
        lines: results.flatMap((fields) => lineOf(group, fields)),
        isCut: results.length >= queryLimit,
        bytesScanned: answer.statistics?.bytesScanned ?? 0,
      };
    },
  };
}

function statusOf(status: string | undefined): InsightsResult["status"] {
  if (status === "Complete") return "complete";
  return status === "Scheduled" || status === "Running" || status === "Unknown" ? "running" : "failed";
}

/** `@timestamp` comes as `2026-03-01 10:00:00.000`, in UTC. */
function lineOf(group: string, fields: readonly ResultField[]): readonly LogLine[] {
  const value = (name: string): string | undefined => fields.find(({ field }) => field === name)?.value;
  const [time, stream, text] = [value("@timestamp"), value("@logStream"), value("@message")];
  const at = time === undefined ? Number.NaN : Date.parse(`${time.trim().replace(" ", "T")}Z`);
  if (stream === undefined || text === undefined || Number.isNaN(at)) return [];
  return [{ group, stream, at: new Date(at).toISOString(), text }];
}
