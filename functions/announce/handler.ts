import { AnnounceEnv } from "../../shared/schema/environment.ts";
import { AnnounceInput } from "../../shared/schema/validation-input.ts";
import { announcer } from "../announcer.ts";
import { defineFunction, entry } from "../entry.ts";

export const definition = defineFunction({
  name: "announce",
  input: AnnounceInput,
  env: AnnounceEnv,
  build: announcer,
});

export const handler = entry(definition);
