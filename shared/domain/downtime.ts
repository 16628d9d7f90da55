import type { Finding } from "./finding.ts";

/** No outage at all is to be seen at cutover (requirement 2.1). */
export const downtimeTargetSeconds = 0;

/**
 * Seconds for which an endpoint was down, of the one that was down longest, over all http checks, shadows as well; undefined where
 * none knows. It is what was seen: a check that has failed asks no more, and a shadow that is still pending holds no verdict up.
 */
export function downtimeSecondsOf(findings: readonly Finding[]): number | undefined {
  const seen = findings.flatMap(({ kind, facts }) => {
    const { probes = 0, downtimeSeconds } = facts ?? {};
    return kind === "http" && Number(probes) > 0 && downtimeSeconds !== undefined ? [Number(downtimeSeconds)] : [];
  });
  return seen.length === 0 ? undefined : Math.max(...seen);
}
