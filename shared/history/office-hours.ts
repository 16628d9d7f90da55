import { isInside } from "../domain/gate/promotion-window.ts";
import type { Instant } from "../domain/time.ts";

const days = ["mon", "tue", "wed", "thu", "fri"] as const;

/** Whether a moment is outside of Monday to Friday, 8:00 to 18:00, by the clock on the wall of a time zone. */
export function isAfterHours(at: Instant, zone: string): boolean {
  return !isInside({ days, from: "08:00", until: "18:00", zone }, at);
}
