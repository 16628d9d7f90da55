/** What a service's profile says about the way from Region to Region. */
export interface PromotionRules {
  /** In order; a release goes to one when it has passed in all before it. */
  readonly regions: readonly string[];
  readonly soakSeconds: number;
  readonly evidenceAgeSeconds?: number;
  /** Whether a person's `proceed` opens the gate without a pass. */
  readonly overrides: boolean;
  /** The environment in which the release, or its commit, must have passed before the first Region. */
  readonly requiresEnvironment?: string;
}
