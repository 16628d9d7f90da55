import type { Reading } from "../../shared/domain/readings.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Metrics, TargetGroups } from "../../shared/ports/readings.ts";

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
