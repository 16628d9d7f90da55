import { writeFileSync } from "node:fs";
import { scenarioJsonSchema } from "../../local/scenario/json-schema.ts";
import { cliPage } from "./cli-page.ts";
import { configurationPage } from "./configuration-page.ts";
import { diagnosisPage } from "./diagnosis-page.ts";
import { eventJsonSchema } from "./event-json-schema.ts";
import { pipelinePolicies } from "./pipeline-policy.ts";
import { profileJsonSchema } from "./profile-json-schema.ts";

const docs = new URL("../", import.meta.url);

/** `npm run docs` writes the files that are made from the schemas; a test compares them with what is committed. */
export const generatedFiles = {
  "cli.md": () => cliPage(),
  "configuration.md": () => configurationPage(),
  "diagnosis.md": () => diagnosisPage(),
  "profile.schema.json": () => `${JSON.stringify(profileJsonSchema(), null, 2)}\n`,
  "../examples/terraform/policies/inspect-services.json.tftpl": pipelinePolicies["inspect-services"],
  "../examples/terraform/policies/read-evidence.json.tftpl": pipelinePolicies["read-evidence"],
  "../examples/terraform/policies/keep-decisions.json.tftpl": pipelinePolicies["keep-decisions"],
  "../examples/terraform/policies/keep-applies.json.tftpl": pipelinePolicies["keep-applies"],
  "../examples/terraform/policies/register-releases.json.tftpl": pipelinePolicies["register-releases"],
  "verdict-event.schema.json": () => eventJsonSchema("verdict"),
  "started-event.schema.json": () => eventJsonSchema("started"),
  "../examples/scenarios/scenario.schema.json": () => scenarioJsonSchema(),
};

if (import.meta.main) {
  for (const [name, text] of Object.entries(generatedFiles)) {
    writeFileSync(new URL(name, docs), text());
    console.log(`wrote ${new URL(name, docs).pathname}`);
  }
}
