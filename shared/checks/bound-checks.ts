import type { ResolvedProfile } from "../domain/evidence.ts";
import { ValidatorError } from "../errors.ts";
import { parseShape } from "../schema/problems.ts";
import { bindCheck, type Check, CheckConfig } from "./kinds.ts";

/** The checks of a resolved profile, each with its judge. Throws InvalidInput when a kept profile no longer fits its schema. */
export function boundChecks(profile: Pick<ResolvedProfile, "checks" | "rolloutWithinSeconds">): readonly Check[] {
  return profile.checks.map((raw) => {
    const parsed = parseShape(CheckConfig, raw);
    if (parsed.problems !== undefined) {
      throw new ValidatorError(
        "InvalidInput",
        `The kept check ${raw.name} cannot be read: ${parsed.problems.join("; ")}`,
      );
    }
    return bindCheck(parsed.data, profile.rolloutWithinSeconds);
  });
}
