import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { CallLimits, Platform } from "../platform.ts";
import { logsClient } from "./clients.ts";

/** One client per Region, as a log group may live in another Region than its service. */
export type LogsClients = (region: string) => CloudWatchLogsClient;

export function logsClients(platform: Pick<Platform, "transport">, limits?: CallLimits): LogsClients {
  const clients = new Map<string, CloudWatchLogsClient>();
  return (region) => {
    const client = clients.get(region) ?? logsClient(platform, region, limits);
    clients.set(region, client);
    return client;
  };
}
