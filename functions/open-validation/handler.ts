import { ecsClient, ssmClient } from "../../shared/aws/clients.ts";
import { ecsReader, revisionDefinitions } from "../../shared/aws/ecs-reader.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { logGroups } from "../../shared/aws/log-groups.ts";
import { logsClients } from "../../shared/aws/logs-clients.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { registrations } from "../../shared/aws/registrations.ts";
import { rolloutLooks } from "../../shared/aws/rollout-looks.ts";
import { signals } from "../../shared/aws/signals.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { validations } from "../../shared/aws/validations.ts";
import { OpenValidationEnv } from "../../shared/schema/environment.ts";
import { OpenValidationInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { openValidation } from "./open-validation.ts";

export const definition = defineFunction({
  name: "open-validation",
  input: OpenValidationInput,
  env: OpenValidationEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    const ecs = ecsClient(platform);
    return openValidation({
      ecs: ecsReader(ecs),
      revisionDefinition: revisionDefinitions(ecs),
      register: taskRegister(table),
      logGroups: logGroups(logsClients(platform)),
      profiles: ssmProfiles(ssmClient(platform), env.PROFILE_PREFIX),
      registrations: registrations(table),
      validations: validations(table),
      evidence: evidenceStore(table),
      looks: rolloutLooks(table),
      signals: signals(table),
      clock: platform.clock,
    });
  },
});

export const handler = entry(definition);
