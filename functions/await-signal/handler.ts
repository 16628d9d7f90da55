import { sfnClient } from "../../shared/aws/clients.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signals } from "../../shared/aws/signals.ts";
import { wakeUp } from "../../shared/aws/workflow.ts";
import { EvidenceEnv } from "../../shared/schema/environment.ts";
import { AwaitSignalInput } from "../../shared/schema/validation-input.ts";
import { defineFunction, entry } from "../entry.ts";
import { awaitSignal } from "./await-signal.ts";

export const definition = defineFunction({
  name: "await-signal",
  input: AwaitSignalInput,
  env: EvidenceEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    return awaitSignal({ signals: signals(table), workflow: wakeUp(sfnClient(platform)) });
  },
});

export const handler = entry(definition);
