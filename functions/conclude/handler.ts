import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { conclude } from "../../shared/closing/conclude.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { ConcludeInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { verdictMetrics } from "../wiring/verdict-metrics.ts";

export const definition = defineFunction({
  name: "conclude",
  input: ConcludeInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    return conclude({
      evidence: evidenceStore(table),
      signals: signals(table),
      clock: platform.clock,
      count: verdictMetrics(platform.metrics("conclude")),
    });
  },
});

export const handler = entry(definition);
