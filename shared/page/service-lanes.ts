import type { Measurement, RolloutDossier } from "../domain/evidence.ts";
import type { Instant } from "../domain/time.ts";
import type { Bar, Lane, Spot } from "./lane.ts";
import { thinned } from "./lane.ts";
import type { TimeScale } from "./time-scale.ts";
import { count } from "./words.ts";

interface State {
  readonly at: Instant;
  readonly name: string;
}

/** The rollout's state by ECS's own word, from look to look. */
export function stateLane(dossier: RolloutDossier, scale: TimeScale): Lane {
  const states = statesOf(dossier);
  const last = states.at(-1);
  const bars = states.map(({ at, name }, index): Bar => {
    const from = index === 0 ? 0 : scale.place(at);
    return { from, to: scale.place(states[index + 1]?.at ?? scale.to), kind: kindOf(name), title: name };
  });
  const kind = last && kindOf(last.name);
  return {
    label: "rollout",
    bars: bars.filter(({ from, to }) => to > from),
    spots: [],
    note: last === undefined ? "not read" : last.name,
    tone: kind === "good" || kind === "bad" ? kind : "plain",
  };
}

/** When the validator looked at the service, and when it posted to GitLab. */
export function lookLane({ measurements }: RolloutDossier, scale: TimeScale): Lane {
  const looks = serviceLooks(measurements).filter(({ at }) => scale.isInside(at));
  const spots = looks.map(({ at }): Spot => ({ at: scale.place(at), kind: "look", title: `looked at ${at}` }));
  return {
    label: "service read",
    bars: [],
    spots: thinned(spots),
    note: `${count(looks.length, "look")} kept`,
    tone: "plain",
  };
}

export function postLane({ deliveries }: RolloutDossier, scale: TimeScale): Lane {
  const spots = deliveries.map(
    ({ at, state, posted }): Spot => ({ at: scale.place(at), kind: "post", title: `${state}: ${posted.outcome}` }),
  );
  const last = deliveries.at(-1);
  const isTaken = last?.posted.outcome === "posted" || last?.posted.outcome === "already posted";
  const note = last === undefined ? "nothing posted" : isTaken ? `shows ${last.state}` : last.posted.outcome;
  return { label: "GitLab status", bars: [], spots, note, tone: "plain" };
}

/** ECS says itself when a service deployment ended; a look comes a little later. */
function statesOf({ measurements, record }: RolloutDossier): readonly State[] {
  const seen = serviceLooks(measurements).map(({ at, service }): State => {
    const { serviceDeployment: truth, deployment, serviceStatus } = service;
    const name = truth?.status ?? deployment?.rolloutState ?? serviceStatus;
    const own = kindOf(name) === "going" ? undefined : truth?.finishedAt;
    return { at: own !== undefined && own < at ? own : at, name };
  });
  const changes = seen.filter(({ name }, index) => name !== seen[index - 1]?.name);
  const [first, ...later] = changes;
  if (first === undefined) return [];
  const start = { at: record.rollout.startedAt, name: kindOf(first.name) === "going" ? first.name : "not read yet" };
  return kindOf(first.name) === "going" ? [start, ...later] : [start, ...changes];
}

function serviceLooks(measurements: readonly Measurement[]) {
  return measurements.filter((each) => each.of === "service").toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

function kindOf(state: string): Bar["kind"] {
  if (/ROLLBACK|FAILED/.test(state)) return "bad";
  if (/SUCCESSFUL|COMPLETED/.test(state)) return "good";
  return /STOPPED|INACTIVE|DRAINING|MISSING/.test(state) ? "ended" : "going";
}
