import { secretsClient } from "../../shared/aws/clients.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { secrets } from "../../shared/aws/secrets.ts";
import { ShowEvidenceEnv } from "../../shared/schema/environment.ts";
import { FunctionUrlRequest } from "../../shared/schema/function-url.ts";
import { defineFunction, entry } from "../entry.ts";
import { showEvidence } from "./show-evidence.ts";

export const definition = defineFunction({
  name: "show-evidence",
  input: FunctionUrlRequest,
  env: ShowEvidenceEnv,
  build: (env, platform) =>
    showEvidence({
      evidence: evidenceStore(openTable(env, platform)),
      secrets: secrets(secretsClient(platform), platform.clock),
      clock: platform.clock,
      keySecret: env.EVIDENCE_LINK_SECRET,
      table: env.EVIDENCE_TABLE,
    }),
});

export const handler = entry(definition);
