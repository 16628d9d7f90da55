import { recordOrThrow } from "../../shared/closing/record-or-throw.ts";
import type { ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { Reading } from "../../shared/domain/readings.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Metrics, TargetGroups } from "../../shared/ports/readings.ts";
import { metricReadings } from "./metric-readings.ts";
import { targetReadings } from "./target-readings.ts";

export interface TakeReadingsPorts {
  readonly metrics: Metrics;
  readonly targetGroups: TargetGroups;
  readonly ecs: Pick<EcsReader, "service">;
  readonly evidence: Pick<EvidenceStore, "record" | "saveReading">;
  readonly clock: Clock;
}

/** A reading, and the error that may pass when it is taken again. */
export interface Taken {
  readonly reading: Reading;
  readonly passing?: Error;
}

/**
 * Takes what the profile wants read, and keeps it. What could not be read is kept with the reason, so that the rest is
 * there whatever happens; then the first error that may pass is thrown, and the workflow tries all of it again.
 */
export function takeReadings(ports: TakeReadingsPorts) {
  return async ({ validation }: { readonly validation: ValidationKey }): Promise<{ readonly readings: number }> => {
    const record = await recordOrThrow(ports.evidence, validation);
    const taken = await take(ports, record);
    await Promise.all(taken.map(({ reading }) => ports.evidence.saveReading(validation, reading)));
    const passing = taken.find((each) => each.passing !== undefined)?.passing;
    if (passing !== undefined) throw passing;
    return { readings: taken.length };
  };
}

async function take(
  ports: TakeReadingsPorts,
  { profile, rollout, verdict }: ValidationRecord,
): Promise<readonly Taken[]> {
  const { metrics = [], targetHealth = false } = profile.readings ?? {};
  const until = verdict?.at ?? ports.clock.now();
  const both = await Promise.all([
    targetHealth ? targetReadings(ports, rollout.serviceArn) : [],
    metricReadings(ports, metrics, { home: rollout.name.region, startedAt: rollout.startedAt, until }),
  ]);
  return both.flat();
}
