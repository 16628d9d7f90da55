import * as z from "zod/mini";
import { Scenario } from "./schema/scenario.ts";

/** The JSON Schema of a scenario as people write it, for editors; kept in `examples/scenarios/scenario.schema.json`. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(Scenario, { io: "input", reused: "inline" });
  return `${JSON.stringify({ ...schema, title: "Scenario of a simulated rollout" }, undefined, 2)}\n`;
}
