import type { ContainerSnapshot, Rollout } from "../../shared/domain/rollout.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";

/** The moment at which every built rollout starts. */
export const start = "2026-03-01T10:00:00.000Z";

/** So many seconds after the start. */
export function at(seconds: number): Instant {
  return addSeconds(start, seconds);
}

export const region = "ap-southeast-2";
export const account = "111122223333";
export const serviceArn = `arn:aws:ecs:${region}:${account}:service/production/shop`;
export const number = "1571272475813219068";
export const deploymentId = `ecs-svc/${number}`;
/** A rollout that came before. */
export const olderId = "ecs-svc/1675294001379389663";
/** A rollout that comes after. */
export const newerId = "ecs-svc/9075294001379389663";
export const taskDefinitionArn = `arn:aws:ecs:${region}:${account}:task-definition/shop:42`;

/** The container `app`, which logs through awslogs into `/ecs/shop`, without losing lines. */
export function aContainer(over: Partial<ContainerSnapshot> = {}): ContainerSnapshot {
  return {
    name: "app",
    image: "images.example.com/shop:v2.3.1",
    essential: true,
    hasHealthCheck: false,
    logs: {
      driver: "awslogs",
      group: "/ecs/shop",
      region,
      streamPrefix: "shop",
      mode: "blocking",
      logClass: "STANDARD",
    },
    ...over,
  };
}

/** The rollout of `shop` with one container and two wanted tasks. */
export function aRollout(over: Partial<Rollout> = {}): Rollout {
  return {
    serviceArn,
    deploymentId,
    name: { partition: "aws", region, account, cluster: "production", service: "shop" },
    number,
    serviceDeploymentArn: `arn:aws:ecs:${region}:${account}:service-deployment/production/shop/EZe5RNVLH6PPzHXINuP28`,
    taskDefinitionArn,
    startedAt: start,
    desiredCount: 2,
    strategy: "ROLLING",
    circuitBreaker: true,
    containers: [aContainer()],
    ...over,
  };
}
