import { Http } from "../../shared/checks/http/config.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Probe } from "../../shared/domain/probe.ts";
import { milliseconds } from "../../shared/domain/time.ts";

const stepSeconds = 5;

/** Why a check of endpoints has not earned its pass by the probes that are kept, counted here in steps of the clock, without the judge. */
export function unearnedReach({ record, measurements }: RolloutDossier): readonly string[] {
  const gates = record.profile.checks.filter(({ kind, mode }) => kind === "http" && mode !== "shadow");
  const probes = measurements.flatMap((each) =>
    each.of === "probes" ? each.probes.map((probe) => ({ ...probe, check: each.check })) : [],
  );
  return gates
    .map((config) => Http.parse(config))
    .flatMap((check) =>
      check.url.flatMap((url) => {
        const own = probes.filter((probe) => probe.check === check.name && probe.url === url);
        const after = own.filter(({ at }) => at >= (record.verdict?.completedAt ?? "")).length * stepSeconds;
        return [
          ...outageOf(check, own),
          ...gapOf(own),
          ...(after < check.for ? [`it was asked for ${after} s after the rollout, not for ${check.for} s`] : []),
        ].map((why) => `it passed although ${url}: ${why}`);
      }),
    );
}

/** Between probes; a first deployment may begin without any. */
function gapOf(probes: readonly Probe[]): readonly string[] {
  const times = probes.map(({ at }) => milliseconds(at)).sort((one, other) => one - other);
  const gap = Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time))) / 1000;
  return gap > 30 ? [`nobody asked for ${gap} s`] : [];
}

/** From the first good answer on; an outage before it is the judge's to tell from a first deployment. */
function outageOf({ timeout, maxDowntime = 0 }: Http, probes: readonly Probe[]): readonly string[] {
  const sorted = probes.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const isGood = ({ status = 599, milliseconds: took }: Probe): boolean => status < 400 && took <= timeout * 1000;
  const first = sorted.findIndex(isGood);
  if (first === -1) return ["it never answered"];
  const failed = sorted.slice(first).filter((probe) => !isGood(probe));
  const steps = new Set(failed.map(({ at }) => Math.floor(milliseconds(at) / (stepSeconds * 1000)))).size;
  // Two invocations at once may lie on both sides of a step of the clock.
  const isTooLong = maxDowntime === 0 ? steps > 0 : (steps - 1) * stepSeconds > maxDowntime;
  return isTooLong ? [`it was down at ${steps} probes`] : [];
}
