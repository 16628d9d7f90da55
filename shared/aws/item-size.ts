import type { Measurement } from "../domain/evidence.ts";

/** DynamoDB takes 400 KB an item, names included; the rest is room for keys. */
export const maxItemBytes = 350 * 1024;

/** The measurement as items that DynamoDB takes: many hits are spread over several, as each of them may be the one that decides. */
export function itemsOf(measurement: Measurement): readonly Measurement[] {
  if (measurement.of !== "logs" || bytesOf(measurement) <= maxItemBytes || measurement.hits.length < 2) {
    return [measurement];
  }
  const middle = Math.ceil(measurement.hits.length / 2);
  const halves = [measurement.hits.slice(0, middle), measurement.hits.slice(middle)];
  return halves.flatMap((hits) => itemsOf({ ...measurement, hits }));
}

export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
