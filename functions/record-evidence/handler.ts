import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { RecordEvidenceInput } from "../../shared/schema/observed.ts";
import { defineFunction, entry } from "../entry.ts";
import { recordEvidence } from "./record-evidence.ts";

export const definition = defineFunction({
  name: "record-evidence",
  input: RecordEvidenceInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    return recordEvidence({ evidence: evidenceStore(table), register: taskRegister(table), clock: platform.clock });
  },
});

export const handler = entry(definition);
