import type { MetricPoint, Reading } from "../domain/readings.ts";
import type { Item } from "./item.ts";

/**
 * A reading as an item. Points are kept as text: the document client takes no number beyond 2^53, and DynamoDB none below
 * 1e-130, while CloudWatch's go from -2^360 to 2^360 (API reference, MetricDatum).
 */
export function readingItem(reading: Reading): Item {
  const wasTaken = reading.problem === undefined && { taken: true };
  if (reading.of !== "metric") return { reading, ...wasTaken };
  const { points, ...rest } = reading;
  return { reading: rest, points: JSON.stringify(points), ...wasTaken };
}

/** Undefined for an item that holds no reading. */
export function readingOf({ reading, points }: Item): Reading | undefined {
  if (typeof points !== "string") return reading as Reading | undefined;
  return { ...(reading as object), points: JSON.parse(points) as readonly MetricPoint[] } as Reading;
}
