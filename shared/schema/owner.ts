import * as z from "zod/mini";
import type { Owner as OwnerRecord } from "../domain/owner.ts";

/** Stands in chats, mails and job logs, so no character may end a line or turn the direction of the text. */
const oneLine = /^[^\s\p{C}](?:[^\p{C}\p{Zl}\p{Zp}]*[^\s\p{C}])?$/u;

const words = (most: number) =>
  z
    .string()
    .check(z.maxLength(most), z.regex(oneLine, "must be one line of printable characters, without blanks around it"));

/** Without a user before the host, which would hide where the address leads. */
const address = /^https:\/\/[^\s/?#@\\]+(?:[/?#][\x21-\x7e]*)?$/;

/** Who is called when a release of the service is in trouble. */
export const Owner = z.strictObject({
  team: words(64).check(z.describe("The team that answers for the service.")),
  contact: z
    .optional(words(200))
    .check(z.describe("How to reach it: a channel, a number or an address, e.g. #payments-on-call.")),
  runbook: z
    .optional(
      z.url().check(z.maxLength(400), z.regex(address, "must be an https address without blanks and without a user")),
    )
    .check(z.describe("What to do when the service is in trouble: an https address.")),
});
export type Owner = z.infer<typeof Owner>;

export function ownerRecord({ team, contact, runbook }: Owner): OwnerRecord {
  return { team, ...(contact !== undefined && { contact }), ...(runbook !== undefined && { runbook }) };
}
