import type { Instant } from "../time.ts";
import { type GateDecision, gateCodes } from "./decision.ts";
import type { PromotionWindow } from "./promotion-window.ts";
import type { GateQuestion } from "./question.ts";
import { shutWindow } from "./shut-window.ts";

export interface FirstRegion extends Pick<GateQuestion, "hotfix"> {
  readonly to: string;
  readonly window?: PromotionWindow | undefined;
}

/** The answer where the profile requires nothing before a Region: open within the window. There is no evidence beside which anything could be kept. */
export function firstRegion({ to, window, hotfix }: FirstRegion, now: Instant): GateDecision {
  const shut = shutWindow(window === undefined ? [] : [window], now);
  const base = { at: now, results: [] };
  const used = hotfix && {
    hotfix: { ...hotfix, skippedSoakSeconds: 0, ...(shut && { skippedWindow: true as const }) },
  };
  if (shut === undefined || hotfix !== undefined) {
    const reason = `${to} is the first Region, and the profile requires nothing before it`;
    return { ...base, state: "open", reason, ...used };
  }
  const { code, reason, until } = shut;
  return { ...base, state: gateCodes[code], reason: `${to}: ${reason}`, ...(until && { lookAgainAt: until }) };
}
