import { createCluster } from "../../../local/ecs/cluster.ts";
import type { ClusterState, EcsEvent, Transition } from "../../../local/ecs/cluster-state.ts";
import { completeDeployment } from "../../../local/ecs/end-deployment.ts";
import { createService, registerTaskDefinition } from "../../../local/ecs/service-change.ts";
import { startDeployment } from "../../../local/ecs/start-deployment.ts";
import { advanceTask, placeTask, type TaskStatus } from "../../../local/ecs/task-changes.ts";
import { addSeconds } from "../../../shared/domain/time.ts";

export const place = { region: "ap-southeast-2", account: "111122223333", cluster: "production" };
const startedAt = "2026-03-01T10:00:00.000Z";
export const oldId = "ecs-svc/1675294001379389663";
export const newId = "ecs-svc/1571272475813219068";
const taskDefinition = "arn:aws:ecs:ap-southeast-2:111122223333:task-definition/shop:";

/** A cluster with the service `shop` (4 tasks wanted), whose first rollout is complete; time moves by hand. */
export function aCluster(
  options: {
    rollback?: boolean;
    breaker?: boolean;
    healthCheck?: boolean;
    consistencySeconds?: number;
    fresh?: boolean;
  } = {},
) {
  const { rollback = true, breaker = true, healthCheck = false, consistencySeconds = 0, fresh = false } = options;
  let now = startedAt;
  const events: EcsEvent[] = [];
  const cluster = createCluster({
    place,
    clock: { now: () => now },
    consistencySeconds,
    onEvent: (event) => events.push(event),
  });
  const apply = (transition: (state: ClusterState, at: string) => Transition): void => cluster.apply(transition);
  apply((state, at) => createService(state, { name: "shop", desired: 4, breaker: { enable: breaker, rollback } }, at));
  for (const image of ["shop:v1", "shop:v2", "shop:v3"]) {
    apply((state, at) =>
      registerTaskDefinition(
        state,
        { family: "shop", containers: [aContainer(image, healthCheck)], tags: { team: "shop" } },
        at,
      ),
    );
  }
  if (!fresh) {
    deploy("1675294001379389663", 1);
    for (const id of ["o1", "o2", "o3", "o4"]) run(id, oldId, 1);
    apply((state, at) => completeDeployment(state, "shop", at));
    events.length = 0;
  }
  function deploy(number: string, revision: number): void {
    apply((state, at) =>
      startDeployment(
        state,
        {
          service: "shop",
          number,
          serviceDeploymentId: `D${number.slice(0, 5)}xyz`,
          taskDefinitionArn: `${taskDefinition}${revision}`,
        },
        at,
      ),
    );
  }
  function start(id: string, startedBy = newId, revision = 2): string {
    apply((state, at) =>
      placeTask(state, { id, service: "shop", startedBy, taskDefinitionArn: `${taskDefinition}${revision}` }, at),
    );
    return `arn:aws:ecs:ap-southeast-2:111122223333:task/production/${id}`;
  }
  function advance(arn: string, status: TaskStatus): void {
    apply((state, at) => advanceTask(state, { arn, status }, at));
  }
  function run(id: string, startedBy = newId, revision = 2): string {
    const arn = start(id, startedBy, revision);
    for (const status of ["PENDING", "RUNNING"] as const) advance(arn, status);
    return arn;
  }
  return {
    cluster,
    events,
    apply,
    deploy,
    start,
    advance,
    run,
    clock: { now: () => now },
    wait: (seconds: number) => {
      now = addSeconds(now, seconds);
    },
    shop: () => {
      const shop = cluster.state().services["shop"];
      if (!shop) throw new Error("The cluster lost its service.");
      return shop;
    },
  };
}

function aContainer(image: string, healthCheck: boolean) {
  return {
    name: "app",
    image,
    essential: true,
    environment: { RELEASE_ID: image },
    dockerLabels: {},
    healthCheck,
    logs: {
      driver: "awslogs",
      options: { "awslogs-group": "/ecs/shop", "awslogs-region": "ap-southeast-2", "awslogs-stream-prefix": "shop" },
    },
  };
}
