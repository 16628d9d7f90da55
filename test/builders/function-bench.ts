import { evidenceStore } from "../../shared/aws/evidence-store.ts";
import { registrations } from "../../shared/aws/registrations.ts";
import { rolloutLooks } from "../../shared/aws/rollout-looks.ts";
import { signalLog } from "../../shared/aws/signal-log.ts";
import { signals } from "../../shared/aws/signals.ts";
import { taskRegister } from "../../shared/aws/task-register.ts";
import { validations } from "../../shared/aws/validations.ts";
import type { LogLine } from "../../shared/domain/log.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { Workflow } from "../../shared/ports/workflow.ts";
import { aServiceDeployment, aServiceState } from "./a-service-measurement.ts";
import { aTable } from "./a-table.ts";
import { aTask } from "./a-task.ts";
import { aTaskDefinition } from "./a-task-definition.ts";

/** The shipped stores over an embedded table, and the clock. It is 10:05. */
export async function aFunctionBench() {
  const { table, clock } = await aTable();
  return {
    clock,
    evidence: evidenceStore(table),
    looks: rolloutLooks(table),
    register: taskRegister(table),
    registrations: registrations(table),
    /** No container has logged anything. */
    ends: { read: async (): Promise<readonly LogLine[]> => [] },
    revisions: { imageDigests: async () => undefined },
    signals: signals(table),
    signalLog: signalLog(table),
    validations: validations(table),
  };
}

export type FunctionBench = Awaited<ReturnType<typeof aFunctionBench>>;

/** An ECS in which the rollout is complete and its two tasks run. */
export function anEcs(over: Partial<EcsReader> = {}): EcsReader {
  return {
    service: async () => aServiceState(),
    serviceDeployments: async () => [aServiceDeployment()],
    serviceDeployment: async () => aServiceDeployment(),
    tasks: async () => [aTask(), aTask({}, "t2")],
    taskDefinition: async () => aTaskDefinition(),
    ...over,
  };
}

export interface StubWorkflow extends Workflow {
  readonly started: readonly string[];
  /** Token and counter of each wake-up. */
  readonly woken: readonly (readonly [token: string, count: number])[];
}

/** A workflow that starts each name once, and remembers. */
export function aWorkflow(): StubWorkflow {
  const started: string[] = [];
  const woken: [string, number][] = [];
  return {
    started,
    woken,
    async start(name) {
      if (started.includes(name)) return false;
      started.push(name);
      return true;
    },
    async wake(token, { count }) {
      woken.push([token, count]);
      return true;
    },
  };
}
