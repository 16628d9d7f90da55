import { pageLimits, secretsClient } from "../../shared/aws/clients.ts";
import { regionEvidence } from "../../shared/aws/region-evidence.ts";
import { secrets } from "../../shared/aws/secrets.ts";
import { openLink } from "../../shared/links/open-link.ts";
import { ShowEvidenceEnv } from "../../shared/schema/environment.ts";
import { FunctionUrlRequest } from "../../shared/schema/function-url.ts";
import { defineFunction, entry } from "../entry.ts";
import { readRegions } from "./read-regions.ts";
import { showEvidence } from "./show-evidence.ts";

export const definition = defineFunction({
  name: "show-evidence",
  input: FunctionUrlRequest,
  env: ShowEvidenceEnv,
  build: (env, platform) => {
    const { clock } = platform;
    const logger = platform.logger("show-evidence");
    return showEvidence({
      opened: openLink({
        secrets: secrets(secretsClient(platform, pageLimits), clock),
        keySecret: env.EVIDENCE_LINK_SECRET,
        table: env.EVIDENCE_TABLE,
        clock,
      }),
      read: readRegions({ evidenceOf: regionEvidence(env, platform), regions: env.EVIDENCE_REGIONS, clock }),
      clock,
      note: (trouble) => logger.error("Evidence could not be read.", { trouble }),
    });
  },
});

export const handler = entry(definition);
