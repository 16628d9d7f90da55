import { checkLogSignatures } from "../../functions/check-log-signatures/check-log-signatures.ts";
import type { CheckLogSignaturesPorts } from "../../functions/check-log-signatures/log-watch.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { aKey, aRecord } from "./a-record.ts";
import { at, start } from "./a-rollout.ts";
import { aTask } from "./a-task.ts";
import { aFunctionBench, type FunctionBench } from "./function-bench.ts";
import { aJumpingClock } from "./gitlab-bench.ts";
import { streamOf } from "./log-evidence.ts";
import { type ModelLine, type ModelLogs, type ModelOptions, modelLogs } from "./model-logs.ts";

/** A line of task t1 unless told, which the tail can read after a second. */
export function aLine(second: number, text: string, over: Partial<ModelLine> = {}): ModelLine {
  return { second, text, stream: streamOf("t1"), tailLag: 1, insightsLag: 60, ...over };
}

export interface LogSituation extends Partial<ModelOptions> {
  readonly second: number;
  readonly ports?: Partial<CheckLogSignaturesPorts>;
  /** Whether the function may stay, as no signal has just come. */
  readonly mayStay?: boolean;
  /** What happens at a second of the stay, or right after. */
  readonly meanwhile?: readonly [second: number, happens: () => Promise<unknown>];
}

/** A validation that is open, with two tasks of its rollout that run. */
export async function aLogBench(): Promise<FunctionBench> {
  const bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
  for (const id of ["t1", "t2"]) await bench.register.save(aKey().rollout, aTask({}, id));
  return bench;
}

/** One call of CheckLogSignatures on model logs: what it found, what it asked, and the second at which it returned. */
export async function aLogLook(
  bench: FunctionBench,
  { second, ports, mayStay = true, meanwhile, ...options }: LogSituation,
) {
  const model = modelLogs({ lines: [], page: 100, queryTakes: 2, ...options });
  const clock = aClockFor(model, second, meanwhile);
  const signal = { count: 0, ...(mayStay && { timeout: "no signal" }) };
  const { findings } = await checkLogSignatures({ ...bench, readers: model, clock, ...ports })({
    validation: aKey(),
    signal,
  });
  return { findings, model, second: secondOf(clock) };
}

/** A clock that takes the model's readers along. */
function aClockFor(model: ModelLogs, second: number, meanwhile: LogSituation["meanwhile"]): Clock {
  const clock = aJumpingClock(at(second));
  model.now(second);
  let left = meanwhile === undefined ? [] : [meanwhile];
  return {
    now: clock.now,
    sleep: async (duration) => {
      await clock.sleep(duration);
      model.now(secondOf(clock));
      const due = left.filter(([when]) => when <= secondOf(clock));
      left = left.filter((each) => !due.includes(each));
      for (const [, happens] of due) await happens();
    },
  };
}

function secondOf({ now }: Pick<Clock, "now">): number {
  return (milliseconds(now()) - milliseconds(start)) / 1000;
}
