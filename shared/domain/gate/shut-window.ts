import type { Instant } from "../time.ts";
import type { Answer } from "./decision.ts";
import { isInside, nextOpening, openingText, type PromotionWindow, windowText } from "./promotion-window.ts";

/** Why a release may not go now by these windows, and when it may; undefined when all are open. */
export function shutWindow(windows: readonly PromotionWindow[], now: Instant): Answer | undefined {
  const shut = windows.find((window) => !isInside(window, now));
  if (shut === undefined) return undefined;
  const texts = [...new Set(windows.map(windowText))].join(" and ");
  const until = nextOpening(windows, now);
  if (until === undefined)
    return { code: "never in a window", reason: `the promotion windows share no moment: ${texts}` };
  const reason = `outside the promotion window (${texts}), which opens next at ${openingText(shut, until)}`;
  return { code: "outside the window", reason, until };
}
