import { type Promotion, requirementsTo } from "../../shared/domain/gate/order.ts";
import type { PromotionRules } from "../../shared/domain/gate/promotion-rules.ts";
import type { Requirement } from "../../shared/domain/gate/question.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { FoundProfile } from "../../shared/ports/profiles.ts";
import { publishedPromotion } from "../../shared/schema/published-promotion.ts";

/** The profile that is published where the release wants to go. */
export type ProfileOf = (asked: Pick<Promotion, "to" | "cluster" | "service">) => Promise<FoundProfile | undefined>;

export interface PromotionWay {
  readonly requirements: readonly Requirement[];
  readonly rules: PromotionRules;
}

/** What the profile requires before that Region. Throws InvalidInput when it does not say it: nobody guesses a way. */
export async function promotionWay(profileOf: ProfileOf, asked: Promotion): Promise<PromotionWay> {
  const { to, cluster, service } = asked;
  const found = await profileOf(asked);
  if (found === undefined) throw new ValidatorError("InvalidInput", `${to} has no profile of ${cluster}/${service}`);
  const { text, source } = found;
  const { rules, problems } = publishedPromotion(text, service);
  if (rules === undefined)
    throw new ValidatorError("InvalidInput", `The profile ${source} cannot be used: ${problems.join("; ")}`);
  const requirements = requirementsTo(asked, rules);
  if (requirements !== undefined) return { requirements, rules };
  const order = rules.regions.join(", ") || "none";
  throw new ValidatorError("InvalidInput", `${to} is not in promotion.regions of ${source} (${order})`);
}
