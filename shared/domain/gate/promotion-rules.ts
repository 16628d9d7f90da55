import type { PromotionWindow } from "./promotion-window.ts";

/** What a service's profile says about the way from Region to Region. */
export interface PromotionRules {
  /** In order; a release goes to one when it has passed in all before it. */
  readonly regions: readonly string[];
  readonly soakSeconds: number;
  readonly evidenceAgeSeconds?: number;
  /** Whether a person's `proceed` opens the gate without a pass. */
  readonly overrides: boolean;
  /** Whether a pass opens the gate only with a person's `proceed`. */
  readonly approval?: boolean;
  /** At any time unless told. */
  readonly window?: PromotionWindow;
  /** The environment in which the release, or its commit, must have passed before the first Region. */
  readonly requiresEnvironment?: string;
}

/** The rules that hold at every step of the way. */
export type StandingRules = Omit<PromotionRules, "regions" | "requiresEnvironment">;

export function standingRules({ regions: _, requiresEnvironment: __, ...rules }: PromotionRules): StandingRules {
  return rules;
}
