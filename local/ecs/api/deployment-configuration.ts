import type { DeploymentConfiguration, DeploymentLifecycleHookStage } from "@aws-sdk/client-ecs";
import type { ServiceRecord } from "../cluster-state.ts";

/** Strategy, circuit breaker and alarms, as DescribeServices and DescribeServiceDeployments show them. */
export function deploymentConfiguration({ breaker, kind }: ServiceRecord): DeploymentConfiguration {
  const { name, bakeMinutes, stepPercent, stepBakeMinutes, hooks } = kind.strategy;
  return {
    deploymentCircuitBreaker: { ...breaker },
    maximumPercent: kind.scheduling === "DAEMON" ? 100 : 200,
    minimumHealthyPercent: kind.scheduling === "DAEMON" ? 0 : 100,
    strategy: name,
    ...(kind.alarms.length > 0 && { alarms: { alarmNames: [...kind.alarms], enable: true, rollback: true } }),
    ...(name !== "ROLLING" && { bakeTimeInMinutes: bakeMinutes }),
    ...(hooks.length > 0 && {
      lifecycleHooks: hooks.map((stage) => ({ lifecycleStages: [stage as DeploymentLifecycleHookStage] })),
    }),
    ...(name === "LINEAR" && { linearConfiguration: { stepPercent, stepBakeTimeInMinutes: stepBakeMinutes } }),
    ...(name === "CANARY" && {
      canaryConfiguration: { canaryPercent: stepPercent, canaryBakeTimeInMinutes: stepBakeMinutes },
    }),
  };
}
