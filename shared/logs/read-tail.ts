import type { LogLine, LogTarget, TailCoverage, TargetCoverage } from "../domain/log.ts";
import { addSeconds, type Instant, secondsBetween } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import type { LogTail } from "../ports/logs.ts";
import { streamDigest } from "./stream-digest.ts";
import { pauseAfter, pauseAfterRefusal } from "./tail-pause.ts";
import { moreTrouble } from "./trouble.ts";

/** Read again at every look: the awslogs driver flushes every 5 s and ingestion takes seconds more, so lines arrive out of order. */
const tailOverlapSeconds = 15;

export const insightsOnlyClass = "INFREQUENT_ACCESS";

export interface TailQuestion {
  readonly targets: readonly LogTarget[];
  readonly windowStart: Instant;
  readonly now: Instant;
  /** An expected line has not been seen yet. */
  readonly awaiting?: boolean;
  /** Absence is about to be concluded: no pause is kept. */
  readonly isUrgent?: boolean;
}

export interface TailLook {
  readonly lines: readonly LogLine[];
  readonly coverage: TailCoverage;
  readonly succeeded: number;
  readonly failed: number;
}

/** Reads what is new in every target that the tail can read; one that fails does not keep the others from being read. */
export async function readTail(tail: LogTail, look: TailQuestion, before: TailCoverage): Promise<TailLook> {
  const { now, awaiting = false } = look;
  const covered: Record<string, TargetCoverage> = { ...before.targets };
  const lines: LogLine[] = [];
  let trouble: Trouble | undefined;
  let succeeded = 0;
  const readable = look.targets.filter(({ logClass }) => logClass !== insightsOnlyClass);
  const targets = readable.filter((target) => isDue(covered[target.id], target, look));
  for (const target of targets) {
    try {
      const page = await tail.read(target, readFrom(covered[target.id], target, look.windowStart), now);
      lines.push(...page.lines);
      covered[target.id] = {
        readUntil: page.readUntil,
        readAt: now,
        streams: streamDigest(target),
        ...pauseAfter(before, { target: target.id, now, awaiting }),
      };
      succeeded++;
    } catch (error) {
      trouble = moreTrouble(before.trouble, error, now);
      const known = covered[target.id];
      if (known !== undefined)
        covered[target.id] = { ...known, ...pauseAfterRefusal(known, trouble, { now, awaiting }) };
    }
  }
  const kept = targets.length === 0 ? before.trouble : trouble;
  return {
    lines,
    coverage: { targets: covered, ...(kept !== undefined && { trouble: kept }) },
    succeeded,
    failed: targets.length - succeeded,
  };
}

function isDue(
  before: TargetCoverage | undefined,
  target: LogTarget,
  { now, isUrgent = false }: TailQuestion,
): boolean {
  if (before === undefined || isUrgent || before.streams !== streamDigest(target)) return true;
  return secondsBetween(before.readAt, now) >= (before.pauseSeconds ?? 0);
}

function readFrom(before: TargetCoverage | undefined, target: LogTarget, windowStart: Instant): Instant {
  if (before === undefined || before.streams !== streamDigest(target)) return windowStart;
  const fresh = addSeconds(before.readAt, -tailOverlapSeconds);
  // Where the last look could not take everything, this one goes on there: were the overlap taken from there, a burst of lines would be read again and again.
  const from = fresh < before.readUntil ? fresh : before.readUntil;
  return from > windowStart ? from : windowStart;
}
