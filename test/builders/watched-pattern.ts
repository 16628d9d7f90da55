import type { WatchedPattern } from "../../shared/domain/log.ts";

/** The first expected line of the check `started`. */
export function aPattern(over: Partial<WatchedPattern> = {}): WatchedPattern {
  return { check: "started", id: "expect 1", pattern: "Started", keepPerStream: 1000, keepTotal: 10_000, ...over };
}
