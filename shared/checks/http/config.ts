import * as z from "zod/mini";
import { checkBase } from "../../schema/check-base.ts";
import { Duration } from "../../schema/duration.ts";

/** Names and addresses of the machine itself, and of the metadata services of AWS: a function must never be made to ask those. */
const ownHosts =
  /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|169\.254\.\d+\.\d+|\[::1?\]|\[fe80:.*\]|\[fd00:ec2:.*\]|\[::ffff:.*\])$/i;

const Url = z.string().check(
  z.maxLength(500),
  z.refine(isPlain, "must be an http or https URL without user, query and fragment: it is shown to people"),
  z.refine((text) => !isPlain(text) || !ownHosts.test(new URL(text).hostname), "must not lead to the machine itself"),
);

function isPlain(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) return false;
  return url.username === "" && url.password === "" && !/[?#]/.test(text);
}

const Urls = z.union([
  z.pipe(
    Url,
    z.transform((url: string) => [url]),
  ),
  z.array(Url).check(z.minLength(1), z.maxLength(3)),
]);

const atMost = (seconds: number) => z.refine<number>((value) => value <= seconds, `must be at most ${seconds}s`);

/** Endpoints answer all the time: while the rollout goes on, and for a while after it is complete. */
export const Http = z.strictObject({
  ...checkBase,
  kind: z.literal("http"),
  url: Urls.check(z.describe("Address, or list of up to three, asked by GET every 5 seconds.")),
  timeout: z
    .prefault(Duration.check(atMost(4)), "2s")
    .check(z.describe("An answer that takes longer counts as down; at most 4s.")),
  maxDowntime: z
    .optional(Duration)
    .check(z.describe("How long an endpoint may be down in all; not at all when absent.")),
  for: z
    .prefault(Duration.check(atMost(1800)), "1m")
    .check(z.describe("How long it is asked after the rollout is complete; at most 1800s.")),
});
export type Http = z.infer<typeof Http>;
