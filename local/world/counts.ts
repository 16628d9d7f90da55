import type { LambdaUse } from "../lambda/lambda-uses.ts";
import type { World } from "./open-world.ts";

/** What a run used: the base of its cost, and of claims about quotas. */
export interface Counts {
  /** By action, e.g. `ecs:DescribeServices`; for GitLab by method. */
  readonly calls: Readonly<Record<string, number>>;
  readonly lambda: Readonly<Record<string, LambdaUse>>;
  /** Billed state transitions of all executions. */
  readonly transitions: number;
  readonly logsInsightsBytes: number;
  readonly events: number;
  /** Faults that struck, by `<service>:<operation> <fault>`. */
  readonly faults: Readonly<Record<string, number>>;
}

export function counts({ network, lambda, validator, surroundings, faults }: Omit<World, "play" | "close">): Counts {
  return {
    calls: network.calls(),
    lambda: lambda.uses(),
    transitions: validator.machine.executions.reduce((sum, { transitions }) => sum + transitions, 0),
    logsInsightsBytes: surroundings.logs.bytesScanned(),
    events: validator.bus.events.length,
    faults: faults.counts(),
  };
}
