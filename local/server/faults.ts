import type { Address } from "./address.ts";
import { seededRandom } from "./seeded-random.ts";

/** What can go wrong between a client and a service. */
export const faultKinds = [
  /** The service's own throttling error. */
  "throttled",
  /** 503. */
  "unavailable",
  /** 500, the service's own internal error. */
  "internal",
  /** The caller may not. */
  "denied",
  /** Connected, never answers. */
  "timeout",
  /** The connection is never established. */
  "unreachable",
  /** Connection reset before the request is read. */
  "reset",
  /** The service does its work, then the connection is reset: the answer is lost. */
  "lost-answer",
  /** 200 with a body that is not JSON. */
  "malformed",
  /** Answers `slowSeconds` late. */
  "slow",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultRule {
  /** IAM prefix (`ecs`, `logs`, `states`, ...) or `gitlab`. */
  readonly service: string;
  /** One operation (`DescribeServices`; for GitLab the HTTP method); absent or `*` = all. */
  readonly operation?: string;
  readonly region?: string;
  /** Seconds since the start, inclusive; default from the start. */
  readonly fromSeconds?: number;
  /** Exclusive; default without end. */
  readonly toSeconds?: number;
  /** `all` unless told; `first` n matching calls; a `share` (0..1) of them, drawn by the plan's seed. */
  readonly times?: "all" | { readonly first: number } | { readonly share: number };
  readonly fault: FaultKind;
  /** For `slow`. */
  readonly slowSeconds?: number;
}

export interface FaultPlan {
  /** The rule that strikes this call, if any; the first that fits wins. */
  strike(address: Address): FaultRule | undefined;
  /** Faults so far, by `<service>:<operation> <fault>`. */
  counts(): Readonly<Record<string, number>>;
}

export interface FaultPlanOptions {
  readonly elapsedSeconds: () => number;
  readonly seed?: number;
}

export function faultPlan(rules: readonly FaultRule[], { elapsedSeconds, seed = 1 }: FaultPlanOptions): FaultPlan {
  const random = seededRandom(seed);
  const struck = new Map<FaultRule, number>();
  const counts: Record<string, number> = {};
  const falls = (rule: FaultRule): boolean => {
    const times = rule.times ?? "all";
    if (times === "all") return true;
    return "first" in times ? (struck.get(rule) ?? 0) < times.first : random() < times.share;
  };
  return {
    strike(address) {
      const rule = rules.find((candidate) => fits(candidate, address, elapsedSeconds()) && falls(candidate));
      if (rule === undefined) return undefined;
      struck.set(rule, (struck.get(rule) ?? 0) + 1);
      const key = `${address.service}:${address.operation} ${rule.fault}`;
      counts[key] = (counts[key] ?? 0) + 1;
      return rule;
    },
    counts: () => ({ ...counts }),
  };
}

function fits(rule: FaultRule, { service, operation, region }: Address, seconds: number): boolean {
  if (rule.service !== service) return false;
  if (rule.operation !== undefined && rule.operation !== "*" && rule.operation !== operation) return false;
  if (rule.region !== undefined && rule.region !== region) return false;
  return seconds >= (rule.fromSeconds ?? 0) && seconds < (rule.toSeconds ?? Number.POSITIVE_INFINITY);
}
