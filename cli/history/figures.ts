import { humanDuration } from "../../shared/domain/time.ts";
import type { History } from "../../shared/history/history.ts";
import { changeFailureTarget, type Rate } from "../../shared/history/rate.ts";
import { count as counting } from "../../shared/page/words.ts";

/** A number of the history in words: what it is, what it says, and what it says of it besides. */
export interface Figure {
  readonly name: string;
  readonly text: string;
  readonly note?: string;
  /** Whether it keeps its target; absent where there is none, or nothing to hold against it. */
  readonly isMet?: boolean;
}

/** The numbers of a history in the order of their weight. Counts come before percentages: few deployments make large ones. */
export function figuresOf(history: History): readonly Figure[] {
  return [
    changeFailure(history),
    timeToVerdict(history),
    ...confidence(history),
    rollback(history),
    ...downtime(history),
    restore(history),
    ...shares(history),
    ...people(history),
  ];
}

/** `2 of 14 (14 %)`, `none of 0`. */
export function rateText({ count, of, percent }: Rate): string {
  return percent === undefined ? `${count} of 0` : `${count} of ${of} (${Math.round(percent)} %)`;
}

function changeFailure({ total }: History): Figure {
  const { changeFailure: failures, fixOnly, rollbacks, inconclusive, superseded, running } = total;
  const left = [
    counted(fixOnly, "fix-only"),
    rollbacks === 0 ? undefined : counting(rollbacks, "rollback"),
    counted(inconclusive, "not judged"),
    counted(superseded, "superseded"),
    counted(running, "still running"),
  ].filter((text) => text !== undefined);
  return {
    name: "change failure rate",
    text: `${rateText(failures)}, target ${changeFailureTarget} %`,
    ...(left.length > 0 && { note: `left out: ${left.join(", ")}` }),
    ...(failures.percent !== undefined && { isMet: failures.percent <= changeFailureTarget }),
  };
}

function timeToVerdict({ timeToVerdict: { count, median, p95 } }: History): Figure {
  const text =
    median === undefined || p95 === undefined
      ? "no verdict yet"
      : `median ${humanDuration(median)}, 95 % within ${humanDuration(p95)}`;
  return {
    name: "time to verdict",
    text,
    ...(count > 0 && { note: `${counting(count, "verdict")}, from the rollout's start` }),
  };
}

/** How long people wait for the verdict when ECS is done. */
function confidence({ confidence: { count, median, p95 } }: History): readonly Figure[] {
  if (median === undefined || p95 === undefined) return [];
  const text = `median ${humanDuration(median)}, 95 % within ${humanDuration(p95)}`;
  return [{ name: "confidence", text, note: `${counting(count, "verdict")}, from the completed deployment` }];
}

function rollback({ rollback: { median, worst, inTime, targetSeconds, byPipeline } }: History): Figure {
  if (median === undefined || worst === undefined) return { name: "rollback", text: "none" };
  const target = humanDuration(targetSeconds);
  return {
    name: "rollback",
    text: `median ${humanDuration(median)}, worst ${humanDuration(worst)}, target ${target}`,
    note: `${inTime.count} of ${inTime.of} in time${byPipeline > 0 ? `, ${byPipeline} by the pipeline` : ""}`,
    isMet: inTime.count === inTime.of,
  };
}

/** Nothing is said where nobody asked. An outage that failed a check may have gone on, as the check asked no more. */
function downtime({ downtime: { worst, without, targetSeconds, stepSeconds } }: History): readonly Figure[] {
  if (worst === undefined) return [];
  const isMet = without.count === without.of;
  const longest = isMet ? "" : `, worst ${humanDuration(Math.ceil(worst))}`;
  const asked = `asked every ${humanDuration(stepSeconds)} until the verdict`;
  const note = isMet
    ? `${asked}: no outage of ${humanDuration(stepSeconds)} or longer was seen at the probed addresses`
    : `${asked} at the probed addresses: an outage may have gone on`;
  const text = `${rateText(without)} without${longest}, target ${humanDuration(targetSeconds)}`;
  return [{ name: "downtime", text, note, isMet }];
}

function restore({ restore: { incidents, open, meanSeconds } }: History): Figure {
  const mean = meanSeconds === undefined ? "none is over" : `mean ${humanDuration(meanSeconds)}`;
  return {
    name: "time to restore",
    text: incidents === 0 ? "nothing failed" : mean,
    ...(incidents > 0 && { note: `${incidents} incident${incidents === 1 ? "" : "s"}, ${open} still open` }),
  };
}

function shares({ withoutPerson, migrations }: History): readonly Figure[] {
  const name = "asked nobody";
  return [
    { name, text: rateText(withoutPerson), note: "verdicts that no person had to act on or judge" },
    ...(migrations.of > 0 ? [{ name: "migrations confirmed", text: rateText(migrations) }] : []),
  ];
}

function people({
  people: { decided, overrides, stops, hotfixes, afterHours, zones, minutes },
}: History): readonly Figure[] {
  if (decided.count === 0) return [];
  const what = [
    counting(overrides, "override"),
    counting(stops, "stop"),
    `${hotfixes} hotfix${hotfixes === 1 ? "" : "es"}`,
  ];
  const late = `${afterHours.count} of ${afterHours.of} after hours (${zones.join(", ")})`;
  const told = { name: "decided by people", text: rateText(decided), note: `${what.join(", ")}; ${late}` };
  if (minutes.median === undefined) return [told];
  const work = `median ${minutes.median} min, ${minutes.total} min in all`;
  return [told, { name: "manual work", text: work, note: `told of ${counting(minutes.count, "release")}` }];
}

function counted(number: number, what: string): string | undefined {
  return number === 0 ? undefined : `${number} ${what}`;
}
