import { createHmac, timingSafeEqual } from "node:crypto";
import { type Instant, milliseconds } from "../domain/time.ts";

/** Who signs, and for whom. */
export interface LinkKey {
  /** Secret text, as long as a key of SHA-256 at least: 32 characters. */
  readonly key: string;
  /** What the link opens something of, e.g. the evidence table: a link of another one is not taken, even under the same key. */
  readonly audience: string;
}

export interface LinkClaim {
  readonly releaseId: string;
  /** Whole seconds; what is below is cut off. */
  readonly expiresAt: Instant;
}

/** Characters of base64url, 132 bits of the MAC: RFC 2104 takes half of the hash's length as the least. */
const macLength = 22;

/**
 * `<expiry>.<MAC>.<release id>`: the expiry in seconds to base 36, the MAC in base64url. A slash of the release id is `~`, which no
 * release id has: so the whole is one segment of a path, and every character of it may stand there as it is.
 */
export function linkId(key: LinkKey, { releaseId, expiresAt }: LinkClaim): string {
  const expiry = Math.floor(milliseconds(expiresAt) / 1000).toString(36);
  return `${expiry}.${macOf(key, { expiry, releaseId })}.${releaseId.replaceAll("/", "~")}`;
}

/**
 * The release that a link opens; undefined when it is malformed, forged, of another audience or expired. Each of these costs the
 * same: the MAC of what was given is computed and compared in constant time, and nothing ends early.
 */
export function releaseOfLink(key: LinkKey, id: string, now: Instant): string | undefined {
  const [, expiry = "0", mac = "", written = ""] = /^([0-9a-z]{1,9})\.([\w-]{22})\.([^/]{1,128})$/.exec(id) ?? [];
  const releaseId = written.replaceAll("~", "/");
  const wanted = Buffer.from(macOf(key, { expiry, releaseId }));
  const isSigned = timingSafeEqual(wanted, Buffer.from(mac.padEnd(macLength, ".")));
  // Nine digits to base 36 are more milliseconds than an instant has.
  const isAlive = Number.parseInt(expiry, 36) * 1000 > milliseconds(now);
  return isSigned && isAlive ? releaseId : undefined;
}

function macOf({ key, audience }: LinkKey, { expiry, releaseId }: { expiry: string; releaseId: string }): string {
  const signed = ["evidence link 1", audience, expiry, releaseId].join("\n");
  return createHmac("sha256", key).update(signed).digest("base64url").slice(0, macLength);
}
