import { downtimeTargetSeconds } from "../domain/downtime.ts";
import { probeStepSeconds } from "../domain/probe.ts";
import type { Deployment } from "./deployments.ts";
import { type Rate, rate } from "./rate.ts";
import { type Spread, spread } from "./spread.ts";

/** Seconds for which an endpoint was seen down, over the deployments whose endpoints were asked and reached. */
export interface Downtime extends Spread {
  /** Of them, those of which no probe found an endpoint down. */
  readonly without: Rate;
  readonly targetSeconds: number;
  /** How often an endpoint is asked: a shorter outage may be missed. */
  readonly stepSeconds: number;
}

export function downtimeOf(deployments: readonly Deployment[]): Downtime {
  const measured = deployments.flatMap(({ downtimeSeconds }) => downtimeSeconds ?? []);
  const without = measured.filter((seconds) => seconds <= downtimeTargetSeconds).length;
  return {
    ...spread(measured),
    without: rate(without, measured.length),
    targetSeconds: downtimeTargetSeconds,
    stepSeconds: probeStepSeconds,
  };
}
