import { ecsClient } from "../../shared/aws/clients.ts";
import { ecsReader } from "../../shared/aws/ecs-reader.ts";
import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
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
    return checkTaskHealth({
      ecs: ecsReader(ecsClient(platform)),
      register: taskRegister(table),
      signals: signals(table),
      evidence: evidenceStore(table),
      clock: platform.clock,
    });
  },
});

export const handler = entry(definition);
