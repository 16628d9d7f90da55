import { courseOf } from "../domain/course.ts";
import { type Endpoint, endpointOf } from "../domain/endpoint.ts";
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

function probeLane(dossier: RolloutDossier, { config, url, scale }: Drawing): Lane {
  const timeout = (seconds(config["timeout"] ?? usualProbeTimeout) ?? 0) * 1000;
  const probes = dossier.measurements.flatMap((each) =>
    each.of === "probes" && each.check === config.name ? each.probes : [],
  );
  const endpoint = endpointOf(url, timeout, {
    ...courseOf(dossier),
    startedAt: dossier.record.rollout.startedAt,
    probes,
  });
  const answers = stepsOf(probes.filter((probe) => probe.url === url)).map((step) => ({
    ...step,
    kind: kindOf(step, endpoint, timeout),
  }));
  return {
    label: labelOf(config, url),
    bars: stretches(answers.filter(({ at }) => scale.isInside(at))).map((stretch) => barOf(stretch, scale)),
    spots: [],
    ...toldOf(answers),
  };
}

/** The host where no other address has it, else the path: there is room for little more. */
function labelOf(config: CheckConfigRecord, url: string): string {
  const all = urls(config);
  if (all.length === 1) return config.name;
  const [host = "", path = ""] = partsOf(url);
  const isAlone = all.filter((each) => partsOf(each)[0] === host).length === 1;
  return `${config.name}: ${isAlone ? host : path}`;
}

function partsOf(url: string): readonly string[] {
  return /^https?:\/\/([^/]*)(.*)$/i.exec(url)?.slice(1) ?? [url, url];
}

function toldOf(answers: readonly Answer[]): Pick<Lane, "note" | "tone"> {
  const probes = count(answers.length, "probe");
  const down = answers.filter(({ kind }) => kind === "bad");
  if (down.length > 0) return { note: `${probes}, down ${humanDuration(Math.ceil(secondsIn(down)))}`, tone: "bad" };
  if (answers.some(({ kind }) => kind === "good")) return { note: probes, tone: "good" };
  return { note: answers.length === 0 ? probes : `${probes}, no good answer`, tone: "plain" };
}

type Kind = keyof typeof kindWords;

const kindWords = { good: "answers", bad: "down", pending: "no good answer yet" };

/** What failed and is no downtime, before a first deployment's first good answer or where none ever came, is still awaited. */
function kindOf(step: Step, { steps, isReached }: Endpoint, timeout: number): Kind {
  if (!isDown(step, timeout)) return "good";
  return isReached && steps.some(({ at }) => at === step.at) ? "bad" : "pending";
}

interface Answer extends Step {
  readonly kind: Kind;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: Kind;
  /** How its first probe ended. */
  readonly end: string;
}

/** Probes so far apart beyond their steps, as between two stays, are one stretch to the eye. */
const slackSeconds = 5;

/** Probes with the same end that follow each other, as one. */
function stretches(answers: readonly Answer[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const answer of answers) {
    const next = stretchOf(answer);
    const last = joined.at(-1);
    const goesOn = last?.kind === next.kind && next.from <= addSeconds(last.to, slackSeconds);
    if (last !== undefined && goesOn) joined[joined.length - 1] = { ...last, to: next.to };
    else joined.push(next);
  }
  return joined;
}

function stretchOf({ at, seconds: length, status, error, milliseconds, kind }: Answer): Stretch {
  const end = `${status === undefined ? (error ?? "no answer") : `HTTP ${status}`} after ${milliseconds} ms`;
  return { from: at, to: addSeconds(at, length), kind, end };
}

function barOf({ from, to, kind, end }: Stretch, scale: TimeScale): Bar {
  const title = `${kindWords[kind]} from ${fineClock(from)} to ${fineClock(to)}, first ${end}`;
  return { from: scale.place(from), to: scale.place(to), kind, title };
}
