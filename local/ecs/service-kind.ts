import { withoutHooks } from "./lifecycle.ts";
import type { ServiceKind } from "./native-rollout.ts";

/** A rolling replica service of the ECS controller on Fargate. */
export const usualKind: ServiceKind = {
  controller: "ECS",
  scheduling: "REPLICA",
  launchType: "FARGATE",
  strategy: { name: "ROLLING", bakeMinutes: 0, stepPercent: 100, stepBakeMinutes: 0, hooks: [] },
  alarms: [],
  targetGroups: [],
};

/** Log drivers of Fargate (docs/facts/ecs.md 4.1). */
const fargateDrivers = new Set(["awslogs", "splunk", "awsfirelens"]);

/** Refuses what CreateService refuses: daemons on Fargate or under another controller, native strategies under another controller. */
export function requireKind({ controller, scheduling, launchType, strategy }: ServiceKind): void {
  if (scheduling === "DAEMON" && launchType === "FARGATE")
    throw new Error("ECS refuses the scheduling strategy DAEMON on FARGATE.");
  if (scheduling === "DAEMON" && controller !== "ECS")
    throw new Error(`ECS refuses the scheduling strategy DAEMON under the controller ${controller}.`);
  const refused = strategy.hooks.find((stage) => strategy.name === "ROLLING" || withoutHooks.has(stage));
  if (refused !== undefined)
    throw new Error(`ECS refuses a lifecycle hook on ${refused} of a ${strategy.name} service.`);
  if (strategy.name !== "ROLLING" && controller !== "ECS")
    throw new Error(`ECS refuses the strategy ${strategy.name} under the controller ${controller}.`);
}

interface ContainerLogs {
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
}

/** Refuses what ECS refuses on Fargate: other log drivers, and awslogs without a stream prefix. */
export function requireLogs({ launchType }: Pick<ServiceKind, "launchType">, logs: ContainerLogs | undefined): void {
  if (logs === undefined || launchType !== "FARGATE") return;
  if (!fargateDrivers.has(logs.driver)) throw new Error(`ECS refuses the log driver ${logs.driver} on FARGATE.`);
  if (logs.driver === "awslogs" && logs.options["awslogs-stream-prefix"] === undefined)
    throw new Error("ECS refuses awslogs without awslogs-stream-prefix on FARGATE.");
}
