import { sfnClient } from "../../shared/aws/clients.ts";
import { openTable } from "../../shared/aws/open-table.ts";
import { signalLog } from "../../shared/aws/signal-log.ts";
import { signals } from "../../shared/aws/signals.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { validations } from "../../shared/aws/validations.ts";
import { stepFunctions } from "../../shared/aws/workflow.ts";
import { ReceiveEventEnv } from "../../shared/schema/environment.ts";
import { EcsEvent } from "../../shared/schema/events.ts";
import { defineFunction, entry } from "../entry.ts";
import { receiveEvent } from "./receive-event.ts";

export const definition = defineFunction({
  name: "receive-event",
  input: EcsEvent,
  env: ReceiveEventEnv,
  build: (env, platform) => {
    const table = openTable(env, platform);
    return receiveEvent({
      register: taskRegister(table),
      signals: signals(table),
      signalLog: signalLog(table),
      validations: validations(table),
      workflow: stepFunctions(sfnClient(platform), env.STATE_MACHINE_ARN),
      clock: platform.clock,
      account: env.ACCOUNT_ID,
    });
  },
});

export const handler = entry(definition);
