import type { ValidationRecord } from "../evidence.ts";
import type { PromotionWindow } from "./promotion-window.ts";
import type { Requirement } from "./question.ts";

/** A week: a release that waited longer for the next Region meets another world there. */
export const defaultEvidenceAgeSeconds = 7 * 86_400;

export interface EffectiveRules {
  readonly soakSeconds: number;
  readonly evidenceAgeSeconds: number;
  readonly overrides: boolean;
  readonly approval: boolean;
  /** All must be open. */
  readonly windows: readonly PromotionWindow[];
}

/** The strictest of the question, the profile of the place to which it goes, and the profile that the validation was opened with. */
export function effectiveRules(
  requirement: Requirement,
  { profile }: Pick<ValidationRecord, "profile">,
): EffectiveRules {
  const { kind, soakSeconds, evidenceAgeSeconds: age = Number.POSITIVE_INFINITY, promotion: there } = requirement;
  const here = profile.promotion;
  // Another service that is needed does not go anywhere; its own way does not matter.
  if (kind === "service") {
    return { soakSeconds, evidenceAgeSeconds: age, overrides: here?.overrides === true, approval: false, windows: [] };
  }
  const isRegion = kind === "region";
  const windows = [there?.window, isRegion ? here?.window : undefined].filter((window) => window !== undefined);
  return {
    soakSeconds: isRegion ? Math.max(soakSeconds, here?.soakSeconds ?? 0, there?.soakSeconds ?? 0) : soakSeconds,
    evidenceAgeSeconds: Math.min(
      age,
      here?.evidenceAgeSeconds ?? defaultEvidenceAgeSeconds,
      there?.evidenceAgeSeconds ?? Number.POSITIVE_INFINITY,
    ),
    overrides: here?.overrides === true && there?.overrides !== false,
    approval: here?.approval === true || there?.approval === true,
    windows,
  };
}
