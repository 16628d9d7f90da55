import { successorSeconds } from "../../shared/domain/gate/judge.ts";
import { addSeconds, humanDuration, type Instant, secondsBetween } from "../../shared/domain/time.ts";
import type { WatchedRelease } from "../../shared/gate/watched-rollout.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { ReportedPlace } from "../../shared/reports/report.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { hint, type Look, look, placeOf } from "./look.ts";

/** Seconds between two looks: a read costs a fraction of a cent, and a verdict is shown at once. */
const lookSeconds = 5;

export interface WaitFor {
  readonly watched: readonly WatchedRelease[];
  /** A validation must be seen within so many seconds. */
  readonly appearSeconds: number;
  readonly timeoutSeconds: number;
}

export interface WaitPorts {
  readonly open: OpenRegion;
  /** This machine's time. */
  readonly now: () => Instant;
  /** AWS's, in which verdicts are dated. */
  readonly clock: Pick<Clock, "now">;
  /** Resolves after so many seconds; rejects to break the waiting off. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** Told after every look. */
  readonly show: (looks: readonly Look[], until: { readonly appearBy: Instant; readonly end: Instant }) => void;
}

/** How far a wait has come; kept outside, so that whoever breaks it off can still report. */
export interface WaitProgress {
  looks: readonly Look[];
}

/** Waits until every Region has a verdict, or cannot have one any more. */
export async function waitForVerdicts(
  ports: WaitPorts,
  wanted: WaitFor,
  progress: WaitProgress,
): Promise<readonly ReportedPlace[]> {
  const { watched, appearSeconds, timeoutSeconds } = wanted;
  const start = ports.now();
  const until = {
    appearBy: addSeconds(start, Math.min(appearSeconds, timeoutSeconds)),
    end: addSeconds(start, timeoutSeconds),
  };
  progress.looks = await lookAgain(ports, watched, []);
  ports.show(progress.looks, until);
  while (isWorthWaiting(progress.looks, until, ports)) {
    await ports.sleep(lookSeconds);
    progress.looks = await lookAgain(ports, watched, progress.looks);
    ports.show(progress.looks, until);
  }
  return Promise.all(watched.map((each) => placeAfter(ports, wanted, { watched: each, looks: progress.looks })));
}

/** What a look has settled is not looked at again; what was seen stays known while the Region does not answer. */
function lookAgain(
  { open, clock }: WaitPorts,
  watched: readonly WatchedRelease[],
  looks: readonly Look[],
): Promise<readonly Look[]> {
  return Promise.all(
    watched.map(async (each) => {
      const last = looks.find(({ region }) => region === each.region);
      if (last !== undefined && isSettled(last, clock.now())) return last;
      const next = await look(open, each, last);
      return next.trouble === undefined ? next : { ...seenIn(last), ...next };
    }),
  );
}

function seenIn({ rollout, applies }: Partial<Look> = {}): Partial<Look> {
  return { ...(rollout && { rollout }), ...(applies && { applies }) };
}

interface Until {
  readonly appearBy: Instant;
  readonly end: Instant;
}

/** Where nothing was seen in time, because nothing is there or nobody answers, nothing more is waited for. */
function isWorthWaiting(looks: readonly Look[], { appearBy, end }: Until, { now, clock }: WaitPorts): boolean {
  const at = now();
  const unsettled = looks.filter((each) => !isSettled(each, clock.now()));
  return at < end && unsettled.some(({ rollout }) => rollout !== undefined || at < appearBy);
}

async function placeAfter(
  { open }: WaitPorts,
  { appearSeconds, timeoutSeconds }: WaitFor,
  { watched, looks }: { readonly watched: WatchedRelease; readonly looks: readonly Look[] },
): Promise<ReportedPlace> {
  const last = looks.find(({ region }) => region === watched.region) ?? { region: watched.region };
  if (last.rollout !== undefined) return placeOf(last, notInTime(last.rollout, timeoutSeconds));
  const known = last.trouble ? undefined : await hint(open, watched);
  const waited = humanDuration(Math.min(appearSeconds, timeoutSeconds));
  const reason = `no validation of this release was seen within ${waited}`;
  return placeOf(last, { status: "missing", reason: known === undefined ? reason : `${reason}; ${known}` });
}

function isSettled({ rollout, trouble, isReplaced }: Look, at: Instant): boolean {
  if (trouble?.final !== undefined || isReplaced) return true;
  const verdict = rollout?.record.verdict;
  if (verdict?.status !== "superseded") return verdict !== undefined;
  return secondsBetween(verdict.at, at) >= successorSeconds;
}

function notInTime(
  { record, findings }: NonNullable<Look["rollout"]>,
  timeoutSeconds: number,
): Pick<ReportedPlace, "status" | "reason"> {
  const gates = findings.filter(({ mode }) => mode === "gate");
  const passed = gates.filter(({ status }) => status === "passed").length;
  const so = `${passed} of ${gates.length} checks passed so far, due by ${record.deadline}`;
  return { status: "not in time", reason: `no verdict within ${humanDuration(timeoutSeconds)}: ${so}` };
}
