import type { Http } from "../../shared/checks/http/config.ts";
import { judgeHttp } from "../../shared/checks/http/judge.ts";
import { isNewlySettled, type LookSignal, signalled, staySeconds } from "../../shared/checks/stay.ts";
import { courseOf } from "../../shared/domain/course.ts";
import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { type Probe, probeStepSeconds } from "../../shared/domain/probe.ts";
import { type Instant, latest, secondsBetween } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Endpoints } from "../../shared/ports/endpoints.ts";
import type { EvidenceStore, Kept } from "../../shared/ports/evidence.ts";
import type { Signals } from "../../shared/ports/validations.ts";

export interface WatchPorts {
  readonly endpoints: Endpoints;
  readonly signals: Pick<Signals, "count" | "raise">;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

interface Watch {
  readonly validation: ValidationKey;
  readonly signal: LookSignal;
  readonly kept: Kept;
  /** When the rollout began. */
  readonly startedAt: Instant;
}

/**
 * Asks the endpoints of one check, once after a signal, else every few seconds for as long as a stay takes. What it settles it
 * signals, so that nobody else stays on for it; a signal of others ends its stay.
 */
export async function watchEndpoints(ports: WatchPorts, check: Http, watch: Watch): Promise<Finding> {
  const { clock, signals } = ports;
  const { validation, signal, kept } = watch;
  const course = { ...courseOf(kept), startedAt: watch.startedAt };
  const beganAt = clock.now();
  let probes = probesOf(kept, check.name);
  const judged = (): Finding => judgeHttp(check, { ...course, probes }, clock.now());
  const before = judged();
  if (before.status !== "pending") {
    if (isNewlySettled([before], kept.findings)) await signals.raise(validation.rollout);
    return before;
  }
  for (;;) {
    probes = [...probes, ...(await probeIfDue(ports, check, { validation, probes }))];
    const finding = judged();
    if (finding.status !== "pending") {
      await signals.raise(validation.rollout);
      return finding;
    }
    const seconds = secondsToNext(probes, clock.now());
    const isOver = secondsBetween(beganAt, clock.now()) + seconds > staySeconds;
    if (signal.timeout === undefined || isOver) return finding;
    if (await signalled(ports, validation, { signals: signal.count, milliseconds: seconds * 1000 })) return finding;
  }
}

function probesOf({ measurements }: Kept, check: string): readonly Probe[] {
  return measurements.flatMap((each) => (each.of === "probes" && each.check === check ? each.probes : []));
}

/** One probe of each endpoint, kept at once; none while the last ones are younger than a step. */
async function probeIfDue(
  { endpoints, evidence, clock }: WatchPorts,
  check: Http,
  { validation, probes }: { readonly validation: ValidationKey; readonly probes: readonly Probe[] },
): Promise<readonly Probe[]> {
  const at = clock.now();
  if (secondsToNext(probes, at) > 0) return [];
  const sent = await Promise.all(check.url.map((url) => endpoints.probe(url, check.timeout * 1000)));
  await evidence.addMeasurement(validation, { of: "probes", check: check.name, at, probes: sent });
  return sent;
}

function secondsToNext(probes: readonly Probe[], now: Instant): number {
  const last = latest(probes.map(({ at }) => at));
  return last === undefined ? 0 : Math.max(0, probeStepSeconds - secondsBetween(last, now));
}
