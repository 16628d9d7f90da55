import { type LookSignal, type SignalWait, signalledBefore } from "../../shared/checks/stay.ts";
import { firstRunningAt } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { LogEvidence } from "../../shared/domain/log.ts";
import type { Task } from "../../shared/domain/task.ts";
import { noCoverage } from "../../shared/logs/read-logs.ts";
import type { Kept } from "../../shared/ports/evidence.ts";
import { keepLooks } from "./keep-looks.ts";
import type { CheckLogSignaturesPorts, LogWatch } from "./log-watch.ts";
import { lookAtLogs } from "./look-at-logs.ts";
import { shouldWatchOn, untilNextLook } from "./watch.ts";

export interface Stay {
  readonly signal: LookSignal;
  /** What earlier looks have kept. */
  readonly kept: Kept;
}

/**
 * Looks, and while a line is awaited or a rejected one must not be missed, stays and looks again every few seconds: that costs a
 * quarter of another turn of the workflow's loop. Returns what the last look found.
 */
export async function stayAtLogs(
  ports: CheckLogSignaturesPorts,
  watch: LogWatch,
  { signal, kept }: Stay,
): Promise<readonly Finding[]> {
  const { rollout, profile } = watch.record;
  const { blindLooks } = profile;
  const startedAt = ports.clock.now();
  let evidence: LogEvidence = {
    hits: kept.measurements.flatMap((measurement) => (measurement.of === "logs" ? measurement.hits : [])),
    coverage: kept.coverage ?? noCoverage(startedAt),
  };
  const looks = keepLooks(ports.evidence, watch, kept.coverage);
  let tasks = await ports.register.tasks(rollout);
  for (;;) {
    const facts = { rollout, tasks, desiredCount: watch.desiredCount, blindLooks };
    const { findings, newHits, ...look } = await lookAtLogs(ports, { ...watch, facts }, evidence);
    evidence = look.evidence;
    await looks.look(evidence.coverage, newHits);
    const isRunning = firstRunningAt(facts) !== undefined;
    const progress = { startedAt, now: ports.clock.now(), before: kept.findings, findings, isRunning };
    const staysOn = signal.timeout !== undefined && shouldWatchOn(progress);
    const wait = { signals: signal.count, milliseconds: untilNextLook(progress) };
    const next = staysOn ? await tasksUnlessSignalled(ports, watch, wait) : undefined;
    if (next === undefined) {
      await looks.end(evidence.coverage);
      return findings;
    }
    tasks = next;
  }
}

/** The tasks at the end of the wait: the register may know more without a signal, as of a task that no event told of. Undefined when a signal came. */
async function tasksUnlessSignalled(
  ports: CheckLogSignaturesPorts,
  { record }: LogWatch,
  wait: SignalWait,
): Promise<readonly Task[] | undefined> {
  if (await signalledBefore(ports, record.key, wait)) return undefined;
  const { tasks, signals } = await ports.register.tasksAndSignals(record.rollout);
  return signals === wait.signals ? tasks : undefined;
}
