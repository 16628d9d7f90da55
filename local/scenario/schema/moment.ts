import * as z from "zod/mini";
import { unitHint } from "../../../shared/schema/duration.ts";

const units = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;
const form = "(?=\\d)(?:\\d+h)?(?:\\d+m(?!s))?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+ms)?";

/** `500ms`, `90s`, `1m30s`, `2h`; parsed into seconds. */
export const Span = z
  .pipe(
    z
      .string({ error: unitHint })
      .check(z.regex(new RegExp(`^${form}$`), "must be a duration such as 90s, 4m, 1m30s or 500ms")),
    z.transform(seconds),
  )
  .check(z.describe("A duration: 500ms, 90s, 4m, 1m30s, 2h."));

/** Time since the deploy, `-30s` before it; parsed into seconds. */
export const Moment = z
  .pipe(
    z
      .string({ error: unitHint })
      .check(z.regex(new RegExp(`^-?${form}$`), "must be a time since the deploy such as 20s, 4m10s or -30s")),
    z.transform(seconds),
  )
  .check(z.describe("Time since the deploy: 20s, 4m10s, -30s."));

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g)];
  const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * units[unit as keyof typeof units], 0);
  return text.startsWith("-") ? -sum : sum;
}
