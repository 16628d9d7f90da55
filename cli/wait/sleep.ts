import { systemClock } from "../../shared/platform.ts";

/** Real seconds. */
export function sleepSeconds(seconds: number): Promise<void> {
  return systemClock.sleep(seconds * 1000);
}
