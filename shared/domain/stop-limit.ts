/** How many tasks that stop by themselves are a crash loop: a number, or a share such as `5%` of the most tasks that were wanted during the rollout. */
export type MaxStops = number | string;

/** A profile that says nothing of it allows one stop. */
export const defaultMaxStops = 2;

/** One task may stop for a reason of its own, in a small service too. */
const fewest = 2;

/** The number that a share stands for, rounded up and never below 2. */
export function stopLimit(maxStops: MaxStops, wanted: number): number {
  if (typeof maxStops === "number") return maxStops;
  return Math.max(fewest, Math.ceil((Number.parseInt(maxStops, 10) * wanted) / 100));
}

/** Says in a reason where the limit comes from; empty where it is the profile's own number. */
export function shareText(maxStops: MaxStops, wanted: number): string {
  return typeof maxStops === "number" ? "" : ` (${maxStops} of ${wanted} wanted, at least ${fewest})`;
}
