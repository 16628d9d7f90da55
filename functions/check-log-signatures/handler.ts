import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { logInsights } from "../../shared/aws/log-insights.ts";
import { logTail } from "../../shared/aws/log-tail.ts";
import { logsClients } from "../../shared/aws/logs-clients.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { CheckLookInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { checkLogSignatures } from "./check-log-signatures.ts";

export const definition = defineFunction({
  name: "check-log-signatures",
  input: CheckLookInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    const clients = logsClients(platform);
    return checkLogSignatures({
      readers: { tail: logTail(clients), insights: logInsights(clients) },
      register: taskRegister(table),
      signals: signals(table),
      evidence: evidenceStore(table),
      clock: platform.clock,
    });
  },
});

export const handler = entry(definition);
