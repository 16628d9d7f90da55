import * as z from "zod/mini";
import { usualProbeTimeout } from "../../domain/probe.ts";
import { checkBase } from "../../schema/check-base.ts";
import { Duration } from "../../schema/duration.ts";

/** Names and addresses of the machine itself, and of the metadata services of AWS: a function must never be made to ask those. */
const ownNames =
  /^(?:(?:.*\.)?localhost|localhost\.localdomain|ip6-(?:localhost|loopback)|instance-data(?:\.ec2\.internal)?)\.?$/;
const ownAddresses = [
  /^(?:0|127)\.\d+\.\d+\.\d+$/,
  /^169\.254\.\d+\.\d+$/,
  // All that is IPv4 in another form, and `::1`.
  /^\[(?:::|64:ff9b:).*\]$/,
  /^\[fe[89ab][0-9a-f]:.*\]$/,
  /^\[fd00:ec2:.*\]$/,
];

const Url = z.string().check(
  z.maxLength(500),
  z.refine(
    isPlain,
    "must be an http or https URL that names its host, without user, query and fragment: it is shown to people",
  ),
  z.refine((text) => !isPlain(text) || !isOwn(new URL(text)), "must not lead to the machine itself"),
);

/** A URL has only one form of each address: `http://2130706433/` is one to 127.0.0.1. */
function isOwn({ hostname }: URL): boolean {
  return [ownNames, ...ownAddresses].some((own) => own.test(hostname));
}

/** A URL without its slashes or its host, as an empty variable leaves it, would be read as one to what follows. */
const beginning = /^https?:\/\/[^/\\@]+(?:\/|$)/i;
/** Also refuses a variable that nobody filled in: `$HOST` is a host to a URL. */
const hostForm = /^(?:\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)$/;

function isPlain(text: string): boolean {
  if (!beginning.test(text) || /[?#\s\p{C}]/u.test(text)) return false;
  return URL.canParse(text) && hostForm.test(new URL(text).hostname);
}

const Urls = z.union([
  z.pipe(
    Url,
    z.transform((url: string) => [url]),
  ),
  z.array(Url).check(
    z.minLength(1),
    z.maxLength(3),
    z.refine((urls) => new Set(urls).size === urls.length, "must not name an address twice"),
  ),
]);

const atMost = (seconds: number) => z.refine<number>((value) => value <= seconds, `must be at most ${seconds}s`);

/** Endpoints answer all the time: while the rollout goes on, and for a while after it is complete. */
export const Http = z.strictObject({
  ...checkBase,
  kind: z.literal("http"),
  url: Urls.check(z.describe("Address, or list of up to three, asked by GET every 5 seconds.")),
  timeout: z
    .prefault(Duration.check(atMost(4)), usualProbeTimeout)
    .check(z.describe("An answer that takes longer counts as down; at most 4s.")),
  maxDowntime: z
    .optional(Duration)
    .check(z.describe("How long an endpoint may be down in all; not at all when absent.")),
  for: z
    .prefault(Duration.check(atMost(1800)), "1m")
    .check(z.describe("How long it is asked after the rollout is complete; at most 1800s.")),
});
export type Http = z.infer<typeof Http>;
