import { ecsClient, lastLinesLimits } from "../../shared/aws/clients.ts";
import { ecsReader } from "../../shared/aws/ecs-reader.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { logsClients } from "../../shared/aws/logs-clients.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { serviceRevisions } from "../../shared/aws/service-revisions.ts";
import { signals } from "../../shared/aws/signals.ts";
import { streamEnd } from "../../shared/aws/stream-end.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { validations } from "../../shared/aws/validations.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { CheckInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { checkTaskHealth } from "./check-task-health.ts";

export const definition = defineFunction({
  name: "check-task-health",
  input: CheckInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    const ecs = ecsClient(platform);
    return checkTaskHealth({
      ecs: ecsReader(ecs),
      revisions: serviceRevisions(ecs),
      ends: streamEnd(logsClients(platform, lastLinesLimits)),
      register: taskRegister(table),
      signals: signals(table),
      validations: validations(table),
      evidence: evidenceStore(table),
      clock: platform.clock,
    });
  },
});

export const handler = entry(definition);
