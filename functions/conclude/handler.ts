import { documentClient } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../shared/aws/evidence-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { conclude } from "../../shared/closing/conclude.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { ConcludeInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { verdictMetrics } from "../verdict-metrics.ts";

export const definition = defineFunction({
  name: "conclude",
  input: ConcludeInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = evidenceTable(documentClient(platform), {
      table: env.EVIDENCE_TABLE,
      days: env.EVIDENCE_DAYS,
      clock: platform.clock,
    });
    return conclude({
      evidence: evidenceStore(table),
      signals: signals(table),
      clock: platform.clock,
      count: verdictMetrics(platform.metrics("conclude")),
    });
  },
});

export const handler = entry(definition);
