import type { Check } from "./aws-service.ts";
import { ServiceError } from "./service-error.ts";

/** A token bucket that some operations share, per Region. */
export interface RateQuota {
  readonly operations: readonly string[];
  readonly perSecond: number;
  /** Calls that a full bucket allows at once. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Answers calls beyond the quotas as AWS does: `ThrottlingException: Rate exceeded`. Time is `Date.now()`, so the simulation's. */
export function rateQuotas(quotas: readonly RateQuota[]): Check {
  const buckets = new Map<string, Bucket>();
  return (_input, { operation, region }) => {
    const index = quotas.findIndex(({ operations }) => operations.includes(operation));
    const quota = quotas[index];
    if (quota === undefined) return;
    const key = `${region} ${index}`;
    const bucket = buckets.get(key) ?? { tokens: quota.burst, filledAt: Date.now() };
    const gained = ((Date.now() - bucket.filledAt) / 1000) * quota.perSecond;
    const tokens = Math.min(quota.burst, bucket.tokens + gained);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, filledAt: Date.now() });
    if (tokens < 1) throw new ServiceError("ThrottlingException", "Rate exceeded");
  };
}
