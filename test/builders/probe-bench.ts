import { checkOperations } from "../../functions/check-operations/check-operations.ts";
import type { WatchPorts } from "../../functions/check-operations/watch-endpoints.ts";
import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Probe } from "../../shared/domain/probe.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { aFinding } from "./a-finding.ts";
import { anAddress } from "./a-probe.ts";
import { aKey, aProfile, aRecord } from "./a-record.ts";
import { at, start } from "./a-rollout.ts";
import { aServiceMeasurement } from "./a-service-measurement.ts";
import { aFunctionBench, type FunctionBench } from "./function-bench.ts";
import { aJumpingClock } from "./gitlab-bench.ts";

type Written = Readonly<Record<string, unknown>>;

/** What an endpoint answers at a second since the rollout's start; 200 within 40 ms unless told. */
export type Answers = (second: number, url: string) => Partial<Omit<Probe, "at" | "url">> | undefined;

export interface ProbeLook {
  readonly second: number;
  readonly answers?: Answers;
  /** Whether the function may stay, as no signal has just come. */
  readonly mayStay?: boolean;
  readonly ports?: Partial<WatchPorts>;
  readonly clock?: Clock;
}

export function secondOf(at: string): number {
  return (milliseconds(at) - milliseconds(start)) / 1000;
}

/** A validation of a service that was rolled out before, with these checks of its endpoints beside task health. */
export async function aProbeBench(...checks: readonly Written[]) {
  const bench = await aFunctionBench();
  const validation = aKey();
  const health = { name: "task-health", kind: "task-health" };
  const written = checks.map((check) => ({ name: "reachable", kind: "http", url: anAddress, ...check }));
  await bench.evidence.open(aRecord({ profile: aProfile({ checks: [health, ...written] }) }));
  const service = aServiceMeasurement();
  await bench.evidence.addMeasurement(validation, { of: "service", check: "task-health", at: start, service });
  return {
    ...bench,
    validation,
    /** ECS called the rollout complete at this second. */
    complete: (second: number) =>
      bench.evidence.saveFindings(validation, [
        aFinding({ check: "task-health", kind: "task-health", facts: { completedAt: at(second) } }),
      ]),
    look: (look: ProbeLook) => lookOf(bench, validation, look),
    /** Every probe that is kept. */
    probes: async () =>
      (await bench.evidence.kept(validation)).measurements.flatMap((each) => (each.of === "probes" ? each.probes : [])),
  };
}

async function lookOf(bench: FunctionBench, validation: ValidationKey, look: ProbeLook) {
  const { second, answers, mayStay = true, ports, clock = aJumpingClock(at(second)) } = look;
  const asked: (readonly [second: number, url: string])[] = [];
  const probe = async (url: string): Promise<Probe> => {
    const sentAt = clock.now();
    asked.push([secondOf(sentAt), url]);
    return { at: sentAt, url, ...(answers?.(secondOf(sentAt), url) ?? { status: 200, milliseconds: 40 }) } as Probe;
  };
  const signal = { count: await bench.signals.count(validation.rollout), ...(mayStay && { timeout: "no signal" }) };
  const check = checkOperations({ ...bench, endpoints: { probe }, clock, ...ports });
  const { findings } = await check({ validation, signal });
  return { findings, asked, seconds: asked.map(([each]) => each), second: secondOf(clock.now()) };
}
