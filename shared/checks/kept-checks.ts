import type * as z from "zod/mini";
import { taskOfKind } from "../domain/check-kinds.ts";
import type { ResolvedProfile } from "../domain/evidence.ts";
import { ValidatorError } from "../errors.ts";
import { parseShape } from "../schema/problems.ts";

/** The checks of a resolved profile that one Task state answers, parsed. Throws InvalidInput when a kept check no longer fits its schema. */
export function keptChecks<Schema extends z.ZodMiniType>(
  { checks }: ResolvedProfile,
  task: string,
  schema: Schema,
): readonly z.infer<Schema>[] {
  return checks
    .filter(({ kind }) => taskOfKind(kind) === task)
    .map((kept) => {
      const parsed = parseShape(schema, kept);
      if (parsed.problems === undefined) return parsed.data;
      throw new ValidatorError(
        "InvalidInput",
        `The kept check ${kept.name} cannot be read: ${parsed.problems.join("; ")}`,
      );
    });
}
