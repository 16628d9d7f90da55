import type { ClusterState } from "../ecs/cluster-state.ts";
import { latestServiceDeployment } from "../ecs/service-deployment.ts";
import type { SimulatedAlarm } from "./simulated-cloudwatch.ts";

/** The alarms that the services of a cluster name: red when they went off in the last deployment. */
export function deploymentAlarms({ services }: ClusterState): readonly SimulatedAlarm[] {
  return Object.values(services).flatMap((service) => {
    const triggered = latestServiceDeployment(service)?.alarms.triggered ?? [];
    return service.kind.alarms.map((name) => ({ name, state: triggered.includes(name) ? "ALARM" : "OK" }) as const);
  });
}
