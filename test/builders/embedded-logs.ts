import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { LogSettings } from "../../local/logs/log-settings.ts";
import { type SimulatedLogs, simulatedLogs } from "../../local/logs/simulated-logs.ts";
import type { FaultRule } from "../../local/server/faults.ts";
import type { LogsClients } from "../../shared/aws/logs-clients.ts";
import { inVirtualTime, type VirtualWorld } from "../local/in-virtual-time.ts";
import { at, region } from "./a-rollout.ts";
import { group } from "./log-evidence.ts";

export interface EmbeddedLogs {
  readonly logs: SimulatedLogs;
  readonly clients: LogsClients;
  readonly world: VirtualWorld;
  /** A line of that second, in a stream that is created with it. */
  write(second: number, text: string, stream: string): void;
}

/** Simulated CloudWatch Logs behind real SDK clients, in virtual time from the start of the rollout on; it holds an empty group. */
export function embeddedLogs(settings: Partial<LogSettings> = {}, faults: readonly FaultRule[] = []): EmbeddedLogs {
  const logs = simulatedLogs({ quotas: [], ...settings });
  const world = inVirtualTime({ logs: logs.server }, faults);
  logs.createGroup({ region, group });
  return {
    logs,
    world,
    clients: (where) => new CloudWatchLogsClient(world.client(where)),
    write: (second, text, stream) => logs.put({ region, group, stream }, { at: at(second), text }),
  };
}
