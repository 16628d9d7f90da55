import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { CheckInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { checkOperations } from "./check-operations.ts";

export const definition = defineFunction({
  name: "check-operations",
  input: CheckInput,
  env: EvidenceEnv,
  build: () => checkOperations(),
});

export const handler = entry(definition);
