import { isPassing, ValidatorError } from "../../shared/errors.ts";

/** Why something could not be read, in words, and as the error when it may pass. Whatever is none of ours is thrown. */
export function troubleOf(error: unknown): { readonly problem: string; readonly passing?: Error } {
  if (!(error instanceof ValidatorError)) throw error;
  return { problem: error.message, ...(isPassing(error) && { passing: error }) };
}
