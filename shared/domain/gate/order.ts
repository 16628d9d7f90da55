import type { PromotionRules } from "./promotion-rules.ts";
import { standingRules } from "./promotion-rules.ts";
import type { Requirement } from "./question.ts";

/** The Regions before this one in the order; undefined when the order does not have it. */
export function regionsBefore(to: string, regions: readonly string[]): readonly string[] | undefined {
  const place = regions.indexOf(to);
  return place < 0 ? undefined : regions.slice(0, place);
}

/** A release that wants to go to a Region, by the order of its profile. */
export interface Promotion {
  readonly service: string;
  readonly cluster: string;
  readonly release: string;
  readonly to: string;
  readonly commit?: string;
  readonly digest?: string;
}

/** What must hold before it may go there: every Region before it, and for the first one the profile's environment. Undefined when the order does not have it. */
export function requirementsTo(asked: Promotion, rules: PromotionRules): readonly Requirement[] | undefined {
  const { to, cluster, digest, ...release } = asked;
  const before = regionsBefore(to, rules.regions);
  if (before === undefined) return undefined;
  const base = { ...release, soakSeconds: 0, promotion: standingRules(rules) };
  if (before.length > 0)
    return before.map((region) => ({ ...base, kind: "region", cluster, region, ...(digest && { digest }) }));
  const { requiresEnvironment: environment } = rules;
  // The release may have run in another cluster there, as another image of the same commit.
  return environment === undefined ? [] : [{ ...base, kind: "environment", environment, region: to }];
}
