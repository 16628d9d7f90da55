import { type Instant, secondsBetween } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { RotatedSecrets } from "../ports/statuses.ts";
import { releaseOfLink } from "./link-id.ts";
import { linkKey, previousLinkKey } from "./link-keys.ts";

export interface LinkOpener {
  readonly secrets: RotatedSecrets;
  /** Secret with the key. */
  readonly keySecret: string;
  /** The evidence table that links lead into. */
  readonly table: string;
  readonly clock: Pick<Clock, "now">;
}

/** Anybody may send links: no more often are the keys read again for one that neither of them signed. */
const secondsBetweenReads = 30;

/**
 * The release that a link opens; undefined when it opens none. One rotation of the key leaves the links that are out as they are: the key
 * before is taken too. A link that neither signed may be signed with a key that came in a moment ago, so both are then read again.
 */
export function openLink({ secrets, keySecret, table, clock }: LinkOpener) {
  let readAgainAt: Instant | undefined;
  const opened = (key: string, id: string): string | undefined =>
    releaseOfLink({ key, audience: table }, id, clock.now());
  const releaseOf = async (id: string): Promise<string | undefined> => {
    const release = opened(await linkKey(secrets, keySecret), id);
    if (release !== undefined) return release;
    const previous = await previousLinkKey(secrets, keySecret);
    return previous && opened(previous, id);
  };
  return async (id: string): Promise<string | undefined> => {
    const release = await releaseOf(id);
    const now = clock.now();
    const isTooSoon = readAgainAt !== undefined && secondsBetween(readAgainAt, now) < secondsBetweenReads;
    if (release !== undefined || isTooSoon) return release;
    readAgainAt = now;
    const fresh = { fresh: true };
    await Promise.all([secrets.value(keySecret, fresh), secrets.previous(keySecret, fresh)]);
    return releaseOf(id);
  };
}
