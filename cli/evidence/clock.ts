import type { Instant } from "../../shared/domain/time.ts";

/** `10:00:26.006` of an instant. */
export function clock(at: Instant): string {
  return at.slice(11, 23);
}
