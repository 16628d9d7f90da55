import type { ContainerDefinition, TaskDefinition } from "../../shared/domain/service-state.ts";
import { region, taskDefinitionArn } from "./a-rollout.ts";
import { aCommit } from "./a-status-intent.ts";

/** The container `app`, stamped with release, commit and project, logging through awslogs. */
export function aContainerDefinition(over: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: "app",
    image: "images.example.com/shop:v2.3.1",
    essential: true,
    hasHealthCheck: true,
    environment: { RELEASE_ID: "v2.3.1", CI_COMMIT_SHA: aCommit, CI_PROJECT_ID: "77" },
    dockerLabels: {},
    logDriver: "awslogs",
    logOptions: {
      "awslogs-group": "/ecs/shop",
      "awslogs-region": region,
      "awslogs-stream-prefix": "shop",
      mode: "blocking",
    },
    ...over,
  };
}

export function aTaskDefinition(over: Partial<TaskDefinition> = {}): TaskDefinition {
  return { arn: taskDefinitionArn, containers: [aContainerDefinition()], tags: {}, ...over };
}
