import * as z from "zod/mini";
import { detailTypes, RolloutVerdictDetail, ValidationStartedDetail } from "../../shared/schema/verdict-event.ts";

const shapes = { started: ValidationStartedDetail, verdict: RolloutVerdictDetail } as const;

/** `detail` of one of the events, as JSON Schema for those who listen. */
export function eventJsonSchema(event: keyof typeof shapes): string {
  const schema = { ...z.toJSONSchema(shapes[event], { io: "input" }), title: `detail of "${detailTypes[event]}"` };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
