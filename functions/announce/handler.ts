import { AnnounceEnv } from "../../shared/schema/environment.ts";
import { AnnounceInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { announcer } from "../wiring/announcer.ts";

export const definition = defineFunction({
  name: "announce",
  input: AnnounceInput,
  env: AnnounceEnv,
  build: announcer,
});

export const handler = entry(definition);
