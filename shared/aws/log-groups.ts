import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroups } from "../ports/logs.ts";
import { call } from "./call.ts";
import type { LogsClients } from "./logs-clients.ts";

/** DescribeLogGroups knows a prefix only, so the group is picked out of the answer. */
export function logGroups(clients: LogsClients): LogGroups {
  return {
    logClass: async (group, region) => {
      const answer = await call("logs:DescribeLogGroups", group, () =>
        clients(region).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group, limit: 50 })),
      );
      const found = answer.logGroups?.find(({ logGroupName }) => logGroupName === group);
      return found && (found.logGroupClass ?? "STANDARD");
    },
  };
}
