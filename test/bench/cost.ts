import { readScenario } from "../../local/scenario/read-scenario.ts";
import { type SimulationOutcome, simulate } from "../../local/simulation.ts";
import { functionLimits } from "../../statemachine/function-limits.ts";
import type { BundledFolder } from "../../statemachine/tasks.ts";

/** List prices of us-east-1 in US$, November 2026, without free tier. */
const prices = {
  transition: 0.025 / 1000,
  lambdaRequest: 0.2 / 1_000_000,
  /** arm64, per GB and second. */
  lambdaSecond: 0.0000133334,
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  insightsByte: 0.005 / 1024 ** 3,
};

export interface Cost {
  readonly counts: SimulationOutcome["counts"];
  readonly invocations: number;
  readonly milliseconds: number;
  readonly dollars: Readonly<Record<string, number>>;
  readonly total: number;
}

/** What one healthy five-minute validation uses and costs. Every table write counts as two units: items are 1 to 2 KB. */
export async function measureCost(): Promise<Cost> {
  const { counts } = await simulate(readScenario(new URL("five-minutes.yaml", import.meta.url).pathname));
  const uses = Object.values(counts.lambda);
  const invocations = uses.reduce((sum, use) => sum + use.invocations, 0);
  const milliseconds = uses.reduce((sum, use) => sum + use.milliseconds, 0);
  const gigabyteSeconds = Object.entries(counts.lambda).reduce((sum, [folder, use]) => {
    const { megabytes } = functionLimits[folder as BundledFolder];
    return sum + (use.milliseconds / 1000) * (megabytes / 1024);
  }, 0);
  const calls = (...actions: readonly string[]): number =>
    actions.reduce((sum, action) => sum + (counts.calls[action] ?? 0), 0);
  const dollars = {
    "state transitions": counts.transitions * prices.transition,
    "Lambda requests": invocations * prices.lambdaRequest,
    "Lambda time": gigabyteSeconds * prices.lambdaSecond,
    "DynamoDB writes": 2 * calls("dynamodb:PutItem", "dynamodb:UpdateItem") * prices.writeUnit,
    "DynamoDB reads": 2 * calls("dynamodb:GetItem", "dynamodb:Query") * prices.readUnit,
    "Logs Insights": counts.logsInsightsBytes * prices.insightsByte,
  };
  return {
    counts,
    invocations,
    milliseconds,
    dollars,
    total: Object.values(dollars).reduce((sum, each) => sum + each, 0),
  };
}
