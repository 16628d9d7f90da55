import * as z from "zod/mini";
import { unitHint } from "./duration.ts";

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** `30m`, `4h`, `7d`, `1d12h`, between 1 s and 90 days; parsed into seconds. For what people wait for, not for what a check does. */
export const Period = z
  .pipe(
    z
      .string({ error: unitHint })
      .check(
        z.regex(
          /^(?=\d)(?:\d{1,2}d)?(?:\d{1,5}h)?(?:\d{1,5}m)?(?:\d{1,5}s)?$/,
          "must be a period such as 30m, 4h or 7d",
        ),
      ),
    z.transform(seconds),
  )
  .check(z.refine((value) => value >= 1 && value <= 90 * units.d, "must be between 1s and 90d"));

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+)([dhms])/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
}
