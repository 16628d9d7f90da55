import type { Measurement } from "../domain/evidence.ts";

/** DynamoDB takes 400 KB an item, names included; the rest is room for keys and non-ASCII text. */
export const maxItemBytes = 350 * 1024;

/** The measurement, made to fit: what is cut first is the text of hits, of which the count matters more. */
export function fitted(measurement: Measurement): Measurement {
  if (measurement.of !== "logs" || bytesOf(measurement) <= maxItemBytes) return measurement;
  const short = { ...measurement, hits: measurement.hits.map((hit) => ({ ...hit, text: hit.text.slice(0, 60) })) };
  if (bytesOf(short) <= maxItemBytes) return short;
  const share = maxItemBytes / bytesOf(short);
  return { ...short, hits: short.hits.slice(0, Math.max(1, Math.floor(short.hits.length * share * 0.9))) };
}

export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
