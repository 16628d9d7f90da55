import type { VirtualClock } from "../clock/virtual-clock.ts";
import type { Cluster } from "../ecs/cluster.ts";
import type { Ids } from "../ecs/ids.ts";
import type { EventEnvelope } from "../events/envelope.ts";
import type { SimulatedLogs } from "../logs/simulated-logs.ts";
import type { StepFunctions } from "../sfn/step-functions.ts";
import type { Happening } from "./change.ts";
import type { ReadScenario } from "./read-scenario.ts";
import type { Release } from "./schema/service.ts";

/** One deploy of a scenario; number 0 is the older release's. */
export interface Deploy {
  /** The `<n>` of `ecs-svc/<n>`. */
  readonly number: string;
  readonly release: Release;
  readonly taskDefinitionArn: string;
  /** ARNs in the order of their start: task 1 is the first. */
  readonly tasks: string[];
}

/** Where a scenario plays. */
export interface Stage extends ReadScenario {
  readonly time: Pick<VirtualClock, "at" | "elapsedSeconds" | "clock">;
  /** Seconds from the clock's start to the first deploy. */
  readonly lead: number;
  readonly ids: Ids;
  readonly cluster: Cluster;
  readonly logs: Pick<SimulatedLogs, "createGroup" | "createStream" | "put" | "change">;
  /** Step Functions, whose executions a person may stop. */
  readonly machine: Pick<StepFunctions, "executions">;
  readonly putEvent: (event: EventEnvelope) => void;
  readonly tell: (happening: Happening) => void;
  /** In their order, the older release first; the player fills it. */
  readonly deploys: Deploy[];
  /** Service deployments whose rollback is under way by itself; the player fills it. */
  readonly rollbacks: Set<string>;
}

/** The deploy that an entry means: the one it names, or the latest. */
export function deployOf({ deploys }: Stage, number: number | undefined): Deploy {
  const found = number === undefined ? deploys.at(-1) : deploys[number];
  if (!found)
    throw new Error(`The timeline means deploy ${number ?? "(latest)"}, but ${deploys.length - 1} took place so far.`);
  return found;
}

/** Seconds since the first deploy. */
export function sinceDeploy({ time, lead }: Pick<Stage, "time" | "lead">): number {
  return Math.round((time.elapsedSeconds() - lead) * 1000) / 1000;
}
