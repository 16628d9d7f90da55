import { readScenario } from "../../local/scenario/read-scenario.ts";
import { simulate } from "../../local/simulation.ts";

/** How long after the deciding moment the verdict came, in simulated seconds. */
export interface Delay {
  readonly what: string;
  readonly scenario: string;
  readonly decidedAt: number;
  readonly verdictAt: number;
  readonly delay: number;
  readonly target: number;
}

interface Case {
  readonly what: string;
  readonly scenario: string;
  /** Seconds since the deploy. */
  readonly decidedAt: number;
  readonly target: number;
}

/** The deciding moments stand in the scenarios; a line is readable by the tail 2 s after it was written, the simulation's tail lag. */
const cases: readonly Case[] = [
  { what: "rollout completed, all lines seen", scenario: "healthy", decidedAt: 75, target: 5 },
  { what: "failure line readable by the tail", scenario: "migration-failed", decidedAt: 28, target: 10 },
  { what: "second task stopped by itself", scenario: "crash-loop", decidedAt: 27, target: 15 },
  { what: "missing line at its deadline", scenario: "success-line-missing", decidedAt: 200, target: 10 },
];

export async function measureDelays(): Promise<readonly Delay[]> {
  const delays: Delay[] = [];
  for (const { decidedAt, ...rest } of cases) {
    const file = new URL(`../../examples/scenarios/${rest.scenario}.yaml`, import.meta.url).pathname;
    const { deploys } = await simulate(readScenario(file));
    const verdictAt = deploys[0]?.verdictSeconds ?? Number.POSITIVE_INFINITY;
    delays.push({ ...rest, decidedAt, verdictAt, delay: verdictAt - decidedAt });
  }
  return delays;
}
