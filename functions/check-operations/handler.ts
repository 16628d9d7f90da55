import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { httpEndpoints } from "../../shared/endpoints/http-endpoints.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { CheckLookInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { checkOperations } from "./check-operations.ts";

export const definition = defineFunction({
  name: "check-operations",
  input: CheckLookInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    return checkOperations({
      endpoints: httpEndpoints(platform.fetch, platform.clock),
      signals: signals(table),
      evidence: evidenceStore(table),
      clock: platform.clock,
    });
  },
});

export const handler = entry(definition);
