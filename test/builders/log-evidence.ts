import type { LogCoverage, LogHit, LogLine, LogTarget } from "../../shared/domain/log.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Trouble } from "../../shared/domain/trouble.ts";
import { at, region } from "./a-rollout.ts";

export const group = "/ecs/shop";

export function streamOf(taskId: string, container = "app"): string {
  return `shop/${container}/${taskId}`;
}

/** A line of the app in task `t1` at second 15. */
export function aLogLine(over: Partial<LogLine> = {}): LogLine {
  return { group, stream: streamOf("t1"), at: at(15), text: "Started App in 4.115 seconds", ...over };
}

/** The hit of the first expected line of the check `started` in task `t1` at second 15. */
export function aLogHit(over: Partial<LogHit> = {}): LogHit {
  const taskId = over.taskId ?? "t1";
  return {
    check: "started",
    pattern: "expect 1",
    taskId,
    container: "app",
    group,
    stream: streamOf(taskId),
    at: at(15),
    text: "Started App in 4.115 seconds",
    key: `key of ${taskId} ${over.at ?? ""} ${over.text ?? ""}`,
    ...over,
  };
}

/** The streams of the app in these tasks. */
export function aTarget(over: Partial<LogTarget> = {}): LogTarget {
  return { id: group, group, region, logClass: "STANDARD", streams: [streamOf("t1"), streamOf("t2")], ...over };
}

/** Both readers work and have read everything up to `until`; Insights was asked over the whole window. */
export function aCoverage(until: Instant, over: Partial<LogCoverage> = {}): LogCoverage {
  const covered = { [group]: { readUntil: until, readAt: until, streams: "digest" } };
  return {
    at: until,
    tail: { targets: covered },
    insights: {
      targets: covered,
      askedAt: until,
      running: [],
      confirmedUntil: { [group]: until },
      bytesScanned: 0,
      queries: 1,
    },
    insightsOnly: [],
    targets: [group],
    blindSeconds: 0,
    unreadable: [],
    ...over,
  };
}

export function aTrouble(over: Partial<Trouble> = {}): Trouble {
  return {
    error: "DependencyThrottled",
    message: "logs:FilterLogEvents on /ecs/shop was throttled",
    inARow: 1,
    since: at(100),
    ...over,
  };
}
