import * as z from "zod/mini";

const units = { s: 1, m: 60, h: 3600 } as const;

/** `must be a duration with its unit: write 180s`, for a number where a duration or a period is wanted. */
export function unitHint({ input }: { readonly input?: unknown }): string | undefined {
  if (typeof input !== "number" || !Number.isInteger(input)) return undefined;
  return `must be a duration with its unit: write ${input}s`;
}

/** `90s`, `3m`, `1h`, `1m30s`, between 1 s and 24 h; parsed into seconds. */
export const Duration = z
  .pipe(
    z
      .string({ error: unitHint })
      .check(z.regex(/^(?=\d)(?:\d{1,5}h)?(?:\d{1,5}m)?(?:\d{1,5}s)?$/, "must be a duration such as 90s, 3m or 1h30m")),
    z.transform(seconds),
  )
  .check(z.refine((value) => value >= 1 && value <= 86_400, "must be between 1s and 24h"));

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
}
