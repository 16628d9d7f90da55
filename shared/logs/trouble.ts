import type { Instant } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import { ValidatorError } from "../errors.ts";

/** One more failed look of a reader. Errors that are not the declared ones are the validator's own and thrown on. */
export function moreTrouble(before: Trouble | undefined, error: unknown, now: Instant): Trouble {
  if (!(error instanceof ValidatorError)) throw error;
  return { error: error.name, message: error.message, inARow: (before?.inARow ?? 0) + 1, since: before?.since ?? now };
}
