import type { RolloutDossier } from "../domain/evidence.ts";
import { stopwatch } from "../domain/stopwatch.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import { checkLanes } from "./check-lanes.ts";
import type { Lane } from "./lane.ts";
import { probeLanes } from "./probe-lanes.ts";
import { lookLane, postLane, stateLane } from "./service-lanes.ts";
import { signalLane } from "./signal-lane.ts";
import { taskLanes } from "./task-lanes.ts";
import { scaleOf, type TimeScale } from "./time-scale.ts";
import { count } from "./words.ts";

/** A rollout's drawing in plain numbers: places are from 0, its start, to 1. */
export interface Timeline {
  readonly scale: TimeScale;
  /** Lanes in groups that are drawn a little apart. */
  readonly groups: readonly (readonly Lane[])[];
  readonly verdict?: { readonly at: number; readonly label: string };
  /** What is drawn as one, and what is not drawn at all. */
  readonly remarks: readonly string[];
}

export function timelineOf(dossier: RolloutDossier, readAt: Instant): Timeline {
  const { record, tasks } = dossier;
  const scale = scaleOf(dossier, readAt);
  const lives = taskLanes(tasks, { scale, containers: record.rollout.containers });
  const { folded, left, later } = lives;
  const { verdict } = record;
  const seconds = verdict && secondsBetween(record.rollout.startedAt, verdict.at);
  return {
    scale,
    groups: [
      [stateLane(dossier, scale), signalLane(dossier, scale)],
      lives.lanes,
      [...checkLanes(dossier, scale), ...probeLanes(dossier, scale)],
      [lookLane(dossier, scale), postLane(dossier, scale)],
    ].filter((group) => group.length > 0),
    ...(verdict &&
      seconds !== undefined && {
        verdict: { at: scale.place(verdict.at), label: `${verdict.status} ${stopwatch(seconds)}` },
      }),
    remarks: [
      folded.tasks > 0 &&
        `${count(folded.tasks, "task")} with like lives are drawn as ${count(folded.lanes, "row")}; times are those of the first to start and the last to end.`,
      left.length > 0 &&
        `${count(left.length, "more task")} with other lives are not drawn; the list of tasks counts them.`,
      later.length > 0 && `${count(later.length, "task")} began after the time that is drawn.`,
    ].filter((remark) => remark !== false),
  };
}
