import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";

/**
 * The place of the kinds that ask other services (one-off task, target health, alarm, metric, http, custom).
 * No such kind exists yet, so no profile can name one and nothing is judged here.
 */
export function checkOperations() {
  return async (_: { validation: ValidationKey }): Promise<{ readonly findings: readonly Finding[] }> => ({
    findings: [],
  });
}
