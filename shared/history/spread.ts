/** A few numbers instead of many, in the unit of these; empty of nothing. */
export interface Spread {
  readonly count: number;
  readonly median?: number;
  readonly p95?: number;
  readonly worst?: number;
}

/** Percentiles by nearest rank: each is a value that really came, also of few. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const [median, p95, worst] = [0.5, 0.95, 1].map((share) => sorted[Math.ceil(share * sorted.length) - 1]);
  if (median === undefined || p95 === undefined || worst === undefined) return { count: 0 };
  return { count: sorted.length, median, p95, worst };
}
