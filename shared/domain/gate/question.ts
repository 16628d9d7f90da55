import type { Instant } from "../time.ts";
import type { StandingRules } from "./promotion-rules.ts";

/**
 * What must hold in one place before something may go:
 * `region`: the release runs there, has passed, and has soaked (promotion from Region to Region);
 * `service`: that release of another service runs there and has passed (cross-service);
 * `environment`: the release, or the commit it was built from, has passed there, whatever runs there now (staging).
 */
export interface Requirement {
  readonly kind: "region" | "service" | "environment";
  readonly service: string;
  /** Needed only where several clusters of the Region have a service of that name. */
  readonly cluster?: string;
  readonly region: string;
  /** Release id. */
  readonly release: string;
  /** Only rollouts into this environment count. */
  readonly environment?: string;
  /**
   * Full sha. Evidence of another or of an unknown commit counts for nothing, whatever its release is called; for `environment`
   * a pass of any release of this commit counts, as the release had another name there.
   */
  readonly commit?: string;
  /** Set when nobody asked for the commit by name: evidence of the release that knows none counts, and that is remarked. */
  readonly isCommitOfPipeline?: true;
  /** `sha256:...` of the image that is to go; evidence of another or of an unknown image counts for nothing. */
  readonly digest?: string;
  /** From the verdict on; for `region` the profile may ask for more. */
  readonly soakSeconds: number;
  /** Older verdicts count for nothing; for `region` and `environment` the profile may ask for younger ones. Any age unless told. */
  readonly evidenceAgeSeconds?: number;
  /** What the profile of the place to which it wants to go says; of this, the profile that the validation was opened with, and the question the strictest counts. */
  readonly promotion?: StandingRules;
}

/** Why the hotfix lane is taken; and by whom, where the asker says it. */
export interface Hotfix {
  readonly reason: string;
  readonly by?: string;
}

/** May this go? */
export interface GateQuestion {
  /** All of them must hold. */
  readonly requirements: readonly Requirement[];
  /** Until then a validation that is not there yet is waited for; without it, it is missing. */
  readonly appearBy?: Instant;
  /** The hotfix lane: skips the soak and the promotion window, and nothing else. */
  readonly hotfix?: Hotfix;
}

/** `shop@v2.3.1 in ap-southeast-2`: names a requirement to people, and its facts to the gate. */
export function requirementName({ service, cluster, release, region, environment }: Requirement): string {
  const place = [environment, cluster, region].filter((part) => part !== undefined).join(", ");
  return `${service}@${release} in ${place}`;
}
