import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { configurationPage } from "./configuration-page.ts";
import { profileJsonSchema } from "./profile-json-schema.ts";

export const generatedFiles = {
  "configuration.md": () => configurationPage(),
  "profile.schema.json": () => `${JSON.stringify(profileJsonSchema(), null, 2)}\n`,
};

/** `npm run docs`: writes the pages that are made from the schema; a test compares them with what is committed. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [name, text] of Object.entries(generatedFiles)) {
    writeFileSync(new URL(name, import.meta.url), text());
    console.log(`wrote docs/${name}`);
  }
}
