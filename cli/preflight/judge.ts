import type { PreflightFacts } from "./facts.ts";
import type { ItemStatus, Judgement, Rule } from "./rule.ts";
import { deploymentRules } from "./rules/deployment.ts";
import { healthRules } from "./rules/health.ts";
import { logRules } from "./rules/logs.ts";
import { profileRules } from "./rules/profile.ts";
import { windowRules } from "./rules/promotion-window.ts";
import { releaseRules } from "./rules/release.ts";
import { plainSecrets } from "./rules/secrets.ts";
import { serviceRules } from "./rules/service.ts";
import { insights, siblings } from "./rules/surroundings.ts";

/** Every question, in the order in which they are shown. */
export const rules: readonly Rule[] = [
  ...serviceRules,
  insights,
  ...deploymentRules,
  ...healthRules,
  ...logRules,
  ...releaseRules,
  plainSecrets,
  siblings,
  ...profileRules,
  ...windowRules,
];

export interface Item extends Judgement {
  readonly group: Rule["group"];
  readonly name: string;
}

/** Facts in, one item for each question out, always all of them and in the same order. */
export function judge(facts: PreflightFacts): readonly Item[] {
  return rules.map(({ group, name, judge: judgeOne }) => ({ group, name, ...judgeOne(facts) }));
}

export function countsOf(items: readonly Item[]): Readonly<Record<ItemStatus, number>> {
  const count = (status: ItemStatus) => items.filter((item) => item.status === status).length;
  return { OK: count("OK"), WARN: count("WARN"), NG: count("NG"), SKIP: count("SKIP") };
}
