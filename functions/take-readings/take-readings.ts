import { recordOrThrow } from "../../shared/closing/record-or-throw.ts";
import type { ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import { metricReadings } from "./metric-readings.ts";
import type { Taken, TakeReadingsPorts } from "./taken.ts";
import { targetReadings } from "./target-readings.ts";

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
