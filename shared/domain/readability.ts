import type { LogCoverage } from "./log.ts";
import type { Rollout } from "./rollout.ts";
import { humanDuration, secondsBetween } from "./time.ts";

export interface Wanted {
  /** Absent = all. */
  readonly containers?: readonly string[] | undefined;
  /** Looks in a row that may fail. */
  readonly blindLooks: number;
  /** The check says something about the lines of every container, so that one that cannot be read is one too many. */
  readonly needsAll?: boolean;
}

/** Why the lines that a check needs cannot be judged at all, or undefined. */
export function unreadableReason(
  rollout: Rollout,
  coverage: LogCoverage,
  { containers, blindLooks, needsAll = false }: Wanted,
): string | undefined {
  if (rollout.containers.length === 0) {
    return "logs not available: ECS could not describe the task definition when the validation opened";
  }
  const wanted = containers ?? rollout.containers.map(({ name }) => name);
  const unknown = wanted.filter((name) => !rollout.containers.some((container) => container.name === name));
  if (unknown.length > 0) {
    return `the task definition has no container ${unknown.join(", ")} (it has ${rollout.containers.map(({ name }) => name).join(", ")})`;
  }
  const unreadable = coverage.unreadable.filter(({ container }) => wanted.includes(container));
  if (wanted.length > 0 && unreadable.length >= (needsAll ? 1 : wanted.length)) {
    const readable = wanted.filter((name) => unreadable.every(({ container }) => container !== name));
    const advice =
      containers === undefined && readable.length > 0
        ? ` (to leave it out, name the others: ${readable.join(", ")})`
        : "";
    return `logs not available: ${unreadable.map(({ container, reason }) => `${container}: ${reason}`).join("; ")}${advice}`;
  }
  const { blind } = coverage;
  if (blind !== undefined && (blind.error === "AccessDenied" || blind.inARow >= blindLooks)) {
    return `no log reader could look ${blind.inARow} times in a row: ${blind.message}`;
  }
  return undefined;
}

/** Said where FireLens records were looked for and none named a task and a container of the rollout. */
const noRecord =
  "no FireLens record that names one of these tasks (ecs_task_arn) and its container (container_name) was read";

/**
 * Why silence proves nothing, or undefined: all wanted lines go through FireLens, and nothing that was read so far shows that the
 * profile names the right log group and that the router writes whose the lines are.
 */
export function unprovenSilence(
  { containers }: Pick<Rollout, "containers">,
  { anyRecord }: Pick<LogCoverage, "anyRecord">,
  wanted: readonly string[] | undefined,
): string | undefined {
  const asked = containers.filter(({ name }) => wanted === undefined || wanted.includes(name));
  const isRouted = asked.every(({ logs }) => logs?.driver === "awsfirelens");
  return anyRecord === false && isRouted ? noRecord : undefined;
}

/** Said in a reason when no FireLens record came; empty when one did, or where no container logs through FireLens. */
export function noRecordAtAll({ anyRecord }: Pick<LogCoverage, "anyRecord">): string {
  return anyRecord === false ? `; ${noRecord}` : "";
}

/** Said in a reason when the tail could read and no line came at all, matched or not; empty when any came or that is not known. */
export function noLineAtAll(coverage: LogCoverage): string {
  const { anyLine, anyRecord } = coverage;
  if (anyRecord === false) return noRecordAtAll({ anyRecord });
  return anyLine === false && tailCouldRead(coverage) ? "; no line at all was read" : "";
}

/** Lines are usually readable within seconds; three minutes are the longest that Insights is known to be behind. */
const lateSeconds = 180;

/** Said in a reason when the tail has read on and on, and the newest line is old: what is missing may be on its way. Empty where that is not known. */
export function silentSince(coverage: LogCoverage): string {
  const { newestLine, at, tail } = coverage;
  if (newestLine === undefined || tail.trouble !== undefined || !tailCouldRead(coverage)) return "";
  const age = secondsBetween(newestLine, at);
  const isBehind = Object.values(tail.targets).some(({ readUntil, readAt }) => readUntil < readAt);
  if (age < lateSeconds || isBehind) return "";
  return `; the newest line read is of ${newestLine.slice(11, 19)} UTC, ${humanDuration(age)} before: nothing was logged since, or logs arrive late`;
}

function tailCouldRead({ targets, insightsOnly, tail }: LogCoverage): boolean {
  return targets.length > 0 && insightsOnly.length === 0 && targets.every((id) => tail.targets[id] !== undefined);
}
