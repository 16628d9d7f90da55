import { ValidatorError } from "../errors.ts";
import type { RotatedSecrets, Secrets } from "../ports/statuses.ts";

const shortestKey = 32;

/** The key that links are signed with; refused when it is too short to withstand guessing. */
export async function linkKey(secrets: Secrets, id: string): Promise<string> {
  const key = await secrets.value(id);
  if (key.length >= shortestKey) return key;
  throw new ValidatorError("DependencyRefused", `The secret ${id} is shorter than ${shortestKey} characters.`);
}

/** The key that signed links before the last rotation; undefined when there was none, or none that is long enough. */
export async function previousLinkKey(secrets: RotatedSecrets, id: string): Promise<string | undefined> {
  const key = await secrets.previous(id);
  return key !== undefined && key.length >= shortestKey ? key : undefined;
}
