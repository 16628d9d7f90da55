import * as z from "zod/mini";
import type { PromotionRules } from "../domain/gate/promotion-rules.ts";
import { parseShape } from "./problems.ts";
import { Promotion, promotionRules } from "./promotion.ts";
import { readYaml } from "./read-yaml.ts";

/** The parts of a profile that say where a release may go. The checks are left out, and with them the engine that reads their patterns. */
const PromotionPart = z.object({ service: z.optional(z.string()), promotion: z.prefault(Promotion, {}) });

export type PublishedPromotion =
  | { readonly rules: PromotionRules; readonly problems: readonly [] }
  | { readonly problems: readonly string[]; readonly rules?: never };

/** The rules of promotion in a profile's text, YAML or JSON; those of a profile that names none when it says nothing of them. */
export function publishedPromotion(text: string, service: string): PublishedPromotion {
  const read = readYaml(text);
  if (read.problem !== undefined) return { problems: [read.problem.text] };
  const parsed = parseShape(PromotionPart, read.value ?? {});
  if (parsed.details !== undefined) return { problems: parsed.details.map((detail) => detail.text) };
  const { service: named = service, promotion } = parsed.data;
  if (named !== service) return { problems: [`service: is ${named}, but the profile was found for ${service}`] };
  return { rules: promotionRules(promotion), problems: [] };
}
