import { writeFileSync } from "node:fs";
import { scenarioJsonSchema } from "./json-schema.ts";

writeFileSync(new URL("../../examples/scenarios/scenario.schema.json", import.meta.url), scenarioJsonSchema());
