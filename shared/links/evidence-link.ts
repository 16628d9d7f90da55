import type { ValidationRecord } from "../domain/evidence.ts";
import { addSeconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import { anchorOf } from "../page/standing.ts";
import type { Secrets } from "../ports/statuses.ts";
import { linkId } from "./link-id.ts";
import { linkKey } from "./link-keys.ts";

export interface EvidenceLinks {
  /** Base URL of the page. */
  readonly url: string;
  /** Secret with the key. */
  readonly keySecret: string;
  /** The evidence table that the page reads. */
  readonly table: string;
  /** How long a link opens the page, from the validation's opening. */
  readonly days: number;
  readonly secrets: Secrets;
}

/** GitLab takes no longer `target_url`. */
const longest = 255;

/**
 * A link to the release's page, the same for every status of a validation; it leads to the rollout's own place there, as far as
 * there is room for that. Undefined when it would be longer than GitLab takes,
 * or when the key cannot be had: a status with another link is better than none.
 */
export function evidenceLink({ url, keySecret, table, days, secrets }: EvidenceLinks) {
  return async (record: ValidationRecord): Promise<string | undefined> => {
    try {
      const { releaseId } = record.key;
      const expiresAt = addSeconds(record.openedAt, days * 86_400);
      const signed = { key: await linkKey(secrets, keySecret), audience: table };
      const link = `${url.replace(/\/+$/, "")}/v/${linkId(signed, { releaseId, expiresAt })}`;
      return [`${link}#${anchorOf({ record })}`, link].find(({ length }) => length <= longest);
    } catch (error) {
      if (error instanceof ValidatorError) return undefined;
      throw error;
    }
  };
}
