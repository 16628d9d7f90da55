import * as ecs from "@aws-sdk/client-ecs";
import { awsService } from "../server/aws-service.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { rateQuotas } from "../server/rate-quota.ts";
import { describeServices, listServices } from "./api/describe-services.ts";
import type { Scene } from "./api/lookup.ts";
import { describeServiceDeployments, listServiceDeployments } from "./api/service-deployments.ts";
import { describeTasks, listTasks } from "./api/tasks.ts";
import { describeClusters, describeServiceRevisions, describeTaskDefinition, listClusters } from "./api/workload.ts";
import type { Cluster } from "./cluster.ts";
import { readQuotas } from "./quotas.ts";

export interface EcsServerOptions {
  /** Read quotas of the account and Region (docs/facts/ecs.md 2.5); on unless told. */
  readonly quotas?: boolean;
}

/** The read side of Amazon ECS over one simulated cluster. */
export function ecsServer(
  cluster: Cluster,
  clock: { now(): string },
  { quotas = true }: EcsServerOptions = {},
): EmbeddedServer {
  const on =
    <Input, Output extends object>(operation: (scene: Scene, input: Input) => Output) =>
    async (input: Input): Promise<Output> =>
      operation({ state: cluster.seen(), now: new Date(clock.now()) }, input);
  return awsService({
    name: "ecs",
    targetPrefix: "AmazonEC2ContainerServiceV20141113",
    contentType: "application/x-amz-json-1.1",
    shapes: ecs,
    validationError: "InvalidParameterException",
    checks: quotas ? [rateQuotas(readQuotas)] : [],
    operations: {
      DescribeServices: on(describeServices),
      ListServices: on(listServices),
      ListServiceDeployments: on(listServiceDeployments),
      DescribeServiceDeployments: on(describeServiceDeployments),
      DescribeServiceRevisions: on(describeServiceRevisions),
      ListTasks: on(listTasks),
      DescribeTasks: on(describeTasks),
      DescribeTaskDefinition: on(describeTaskDefinition),
      DescribeClusters: on(describeClusters),
      ListClusters: on(listClusters),
    },
  });
}
