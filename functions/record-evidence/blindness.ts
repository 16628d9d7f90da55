import type { CheckMode, Finding } from "../../shared/domain/finding.ts";
import { humanDuration, type Instant, secondsBetween } from "../../shared/domain/time.ts";
import type { Trouble } from "../../shared/domain/trouble.ts";

interface FailedLook {
  readonly error: string;
  readonly cause?: string | undefined;
}

/** One more look that a function could not take. */
export function moreBlind(before: Trouble | undefined, { error, cause }: FailedLook, now: Instant): Trouble {
  return { error, message: messageOf(cause), inARow: (before?.inARow ?? 0) + 1, since: before?.since ?? now };
}

interface CheckName {
  readonly name: string;
  readonly kind: string;
  readonly mode?: CheckMode;
}

interface Limits {
  readonly blindness: Trouble;
  readonly limit: number;
  readonly now: Instant;
}

/** What a blind function's checks conclude: they wait, or, after too many looks or a denied one, they are inconclusive. */
export function blindFindings(
  checks: readonly CheckName[],
  before: readonly Finding[],
  { blindness, limit, now }: Limits,
): readonly Finding[] {
  const { error, message, inARow, since } = blindness;
  const isHopeless = error === "AccessDenied" || inARow >= limit;
  return checks.map(({ name, kind, mode = "gate" }) => {
    const kept = before.find(({ check }) => check === name);
    if (!isHopeless && kept !== undefined) return kept;
    const tries = inARow === 1 ? "" : ` (${inARow} looks in a row, ${humanDuration(secondsBetween(since, now))})`;
    const why = `${message || error}${tries}`;
    const status = isHopeless ? ("inconclusive" as const) : ("pending" as const);
    return { check: name, kind, mode, status, reason: `could not look: ${why}`, at: now };
  });
}

/** Lambda's cause is JSON text with errorType, errorMessage and trace; other causes are plain text. */
function messageOf(cause: string | undefined): string {
  if (cause === undefined) return "";
  try {
    const parsed = JSON.parse(cause) as { errorMessage?: unknown };
    return (typeof parsed.errorMessage === "string" ? parsed.errorMessage : cause).slice(0, 500);
  } catch {
    return cause.slice(0, 500);
  }
}
