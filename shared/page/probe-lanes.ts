import type { CheckConfigRecord, RolloutDossier } from "../domain/evidence.ts";
import { isDown, type Step, secondsIn, stepsOf, usualProbeTimeout } from "../domain/probe.ts";
import { addSeconds, humanDuration, type Instant } from "../domain/time.ts";
import { seconds, urls } from "./check-config.ts";
import type { Bar, Lane } from "./lane.ts";
import type { TimeScale } from "./time-scale.ts";
import { count, fineClock } from "./words.ts";

/** A lane for each endpoint that a check asks: the times for which its probes stand, and whether it answered them. */
export function probeLanes(dossier: RolloutDossier, scale: TimeScale): readonly Lane[] {
  return dossier.record.profile.checks
    .filter(({ kind }) => kind === "http")
    .flatMap((config) => urls(config).map((url) => probeLane(dossier, { config, url, scale })));
}

interface Drawing {
  readonly config: CheckConfigRecord;
  readonly url: string;
  readonly scale: TimeScale;
}

function probeLane({ measurements }: RolloutDossier, { config, url, scale }: Drawing): Lane {
  const own = measurements.flatMap((each) => (each.of === "probes" && each.check === config.name ? each.probes : []));
  const steps = stepsOf(own.filter((probe) => probe.url === url));
  const timeout = (seconds(config["timeout"] ?? usualProbeTimeout) ?? 0) * 1000;
  const down = steps.filter((step) => isDown(step, timeout));
  const drawn = steps.filter(({ at }) => scale.isInside(at));
  const outage = down.length > 0 ? `, down ${humanDuration(Math.ceil(secondsIn(down)))}` : "";
  return {
    label: urls(config).length === 1 ? config.name : `${config.name}: ${url.replace(/^https?:\/\//, "")}`,
    bars: stretches(drawn, timeout).map((stretch) => barOf(stretch, scale)),
    spots: [],
    note: `${count(steps.length, "probe")}${outage}`,
    tone: down.length > 0 ? "bad" : steps.length > 0 ? "good" : "plain",
  };
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly isDown: boolean;
  /** How its first probe ended. */
  readonly end: string;
}

/** Probes so far apart beyond their steps, as between two stays, are one stretch to the eye. */
const slackSeconds = 5;

/** Probes with the same end that follow each other, as one. */
function stretches(steps: readonly Step[], timeout: number): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const step of steps) {
    const next = stretchOf(step, timeout);
    const last = joined.at(-1);
    const goesOn = last?.isDown === next.isDown && next.from <= addSeconds(last.to, slackSeconds);
    if (last !== undefined && goesOn) joined[joined.length - 1] = { ...last, to: next.to };
    else joined.push(next);
  }
  return joined;
}

function stretchOf(step: Step, timeout: number): Stretch {
  const { at, seconds: length, status, error, milliseconds } = step;
  const end = `${status === undefined ? (error ?? "no answer") : `HTTP ${status}`} after ${milliseconds} ms`;
  return { from: at, to: addSeconds(at, length), isDown: isDown(step, timeout), end };
}

function barOf({ from, to, isDown, end }: Stretch, scale: TimeScale): Bar {
  const title = `${isDown ? "down" : "answers"} from ${fineClock(from)} to ${fineClock(to)}, first ${end}`;
  return { from: scale.place(from), to: scale.place(to), kind: isDown ? "bad" : "good", title };
}
