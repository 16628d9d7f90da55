import { type DeploymentSignal, signalText } from "../domain/deployment-signal.ts";
import type { RolloutDossier } from "../domain/evidence.ts";
import type { Lane, Spot } from "./lane.ts";
import type { TimeScale } from "./time-scale.ts";
import { count, fineClock } from "./words.ts";

/** The events by which ECS told of the rollout, where they happened. What ECS told after the drawing ends, as of a rollback to this release, is counted. */
export function signalLane({ signals }: Pick<RolloutDossier, "signals">, scale: TimeScale): Lane {
  const drawn = signals.filter(({ at }) => at <= scale.to);
  const later = signals.length - drawn.length;
  const told = signals.length === 0 ? "none kept" : count(drawn.length, "event");
  return {
    label: "events from ECS",
    bars: [],
    spots: drawn.map((signal) => spotOf(signal, scale)),
    note: later === 0 ? told : `${told}, ${later} later`,
    tone: "plain",
  };
}

/** Times of events are to the second: the first one may seem to come before the rollout's start, and stands there. */
function spotOf(signal: DeploymentSignal, scale: TimeScale): Spot {
  const kind = signal.name === "SERVICE_DEPLOYMENT_FAILED" ? "failed-signal" : "signal";
  return { at: scale.place(signal.at), kind, title: `${fineClock(signal.at)} ${signalText(signal)}` };
}
