import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { TargetState } from "../domain/readings.ts";
import type { TargetGroups } from "../ports/readings.ts";
import { call } from "./call.ts";

/** Targets as Elastic Load Balancing sees them. */
export function targetGroups(client: ElasticLoadBalancingV2Client): TargetGroups {
  return {
    targets: async (arn) => {
      const { TargetHealthDescriptions: targets = [] } = await call(
        "elasticloadbalancing:DescribeTargetHealth",
        arn,
        () => client.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn })),
      );
      return targets.map(targetState);
    },
  };
}

function targetState({ Target: target, TargetHealth: health }: TargetHealthDescription): TargetState {
  const { Id: id = "unknown", Port: port } = target ?? {};
  return {
    target: port === undefined ? id : `${id}:${port}`,
    state: health?.State ?? "unknown",
    ...(health?.Reason !== undefined && { reason: health.Reason }),
  };
}
