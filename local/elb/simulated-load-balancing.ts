import type {
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetHealth,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import * as shapes from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ClusterState, TaskRecord } from "../ecs/cluster-state.ts";
import { targetGroupArn } from "../ecs/place.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { queryService } from "../server/query-service.ts";
import { ServiceError } from "../server/service-error.ts";

/**
 * DescribeTargetHealth of the target groups that the cluster's services name: a task that runs is a target under its address,
 * from RUNNING until it has drained (docs of Elastic Load Balancing, "target health status"; ECS registers and deregisters it).
 */
export function simulatedLoadBalancing(cluster: () => ClusterState): EmbeddedServer {
  return queryService({
    name: "elasticloadbalancing",
    version: "2015-12-01",
    xmlns: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    shapes,
    validationError: "ValidationError",
    operations: {
      DescribeTargetHealth: async ({
        TargetGroupArn: arn,
        Targets: asked,
      }: DescribeTargetHealthInput): Promise<DescribeTargetHealthOutput> => {
        const all = targetsOf(cluster(), arn ?? "");
        if (asked === undefined) return { TargetHealthDescriptions: all };
        throw new ServiceError("InvalidTarget", "Targets by name are not simulated.");
      },
    },
  });
}

const port = 8080;

function targetsOf(state: ClusterState, arn: string): TargetHealthDescription[] {
  const { place, services, tasks } = state;
  const service = Object.values(services).find(({ kind }) =>
    kind.targetGroups.some((name) => targetGroupArn(place, name) === arn),
  );
  if (service === undefined) throw new ServiceError("TargetGroupNotFound", `Target groups '${arn}' not found`);
  const own = Object.values(tasks).filter((task) => task.service === service.name);
  return own.flatMap((task, index) => {
    const health = healthOf(task);
    return health === undefined
      ? []
      : [{ Target: { Id: `10.0.1.${index + 10}`, Port: port, AvailabilityZone: task.zone }, TargetHealth: health }];
  });
}

/** Undefined before it is registered and after it has drained. */
function healthOf({ lastStatus, desiredStatus, healthStatus }: TaskRecord): TargetHealth | undefined {
  if (lastStatus === "DEACTIVATING" || (lastStatus === "RUNNING" && desiredStatus === "STOPPED"))
    return {
      State: "draining",
      Reason: "Target.DeregistrationInProgress",
      Description: "Target deregistration is in progress",
    };
  if (lastStatus !== "RUNNING") return undefined;
  return healthStatus === "UNHEALTHY"
    ? { State: "unhealthy", Reason: "Target.FailedHealthChecks", Description: "Health checks failed" }
    : { State: "healthy" };
}
