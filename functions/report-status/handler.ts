import { ReportStatusEnv } from "../../shared/schema/environment.ts";
import { ReportStatusInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { statusReporter } from "../wiring/status-reporter.ts";

export const definition = defineFunction({
  name: "report-status",
  input: ReportStatusInput,
  env: ReportStatusEnv,
  build: (env, platform) => statusReporter("report-status", env, platform),
});

export const handler = entry(definition);
