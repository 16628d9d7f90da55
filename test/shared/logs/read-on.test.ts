import { describe, expect, it } from "vitest";
import type { LogCoverage } from "../../../shared/domain/log.ts";
import { hasMerelyReadOn } from "../../../shared/logs/read-on.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCoverage, group } from "../../builders/log-evidence.ts";

const before = aCoverage(at(20));
const trouble = { error: "DependencyThrottled", message: "m", inARow: 1, since: at(24) };
const query = { queryId: "q", target: group, group, region: "r", from: at(0), to: at(24), askedAt: at(24) };

/** Four seconds later: the tail has read up to then, and whatever else is told. */
function later({ tail, ...over }: Partial<LogCoverage> = {}): LogCoverage {
  const targets = { [group]: { readUntil: at(24), readAt: at(24), streams: "digest" } };
  return { ...before, at: at(24), tail: { targets, ...tail }, ...over };
}

function tailOf(over: Partial<LogCoverage["tail"]["targets"][string]>, more: Partial<LogCoverage["tail"]> = {}) {
  return { targets: { [group]: { readUntil: at(24), readAt: at(24), streams: "digest", ...over } }, ...more };
}

describe("the tail has not merely read on", () => {
  const { insights } = before;

  it.each<readonly [string, LogCoverage]>([
    ["when it failed", later({ tail: { targets: before.tail.targets, trouble } })],
    ["when it left lines for the next look", later({ tail: tailOf({ readUntil: at(22) }) })],
    ["when a query was asked", later({ insights: { ...insights, askedAt: at(24), queries: 2 } })],
    [
      "when a query runs",
      later({ insights: { ...insights, running: [{ ...query, streams: "s", wholeWindow: true }] } }),
    ],
    ["when the whole window was confirmed", later({ insights: { ...insights, confirmedUntil: { [group]: at(24) } } })],
    ["when Insights failed", later({ insights: { ...insights, trouble } })],
    ["when nobody could look", later({ blind: trouble })],
    ["when somebody can look again", later({ blindSeconds: 4 })],
    ["when the first line came", later({ anyLine: true })],
    ["when the first FireLens record came", later({ anyRecord: true })],
    ["when there are other groups", later({ targets: [group, "/ecs/other"] })],
    ["when a container cannot be read", later({ unreadable: [{ container: "app", reason: "no logs" }] })],
  ])("%s", (_, after) => {
    expect(hasMerelyReadOn(before, after)).toBe(false);
  });

  it("when it works again", () => {
    expect(hasMerelyReadOn(later({ tail: { targets: before.tail.targets, trouble } }), later())).toBe(false);
  });
});

describe("the tail has merely read on", () => {
  it.each<readonly [string, LogCoverage]>([
    ["to another time", later()],
    ["to a newer line", later({ newestLine: at(23) })],
    ["in the streams of more tasks", later({ tail: tailOf({ streams: "other" }) })],
    ["after a shorter pause", later({ tail: tailOf({ pauseSeconds: 4 }) })],
  ])("%s", (_, after) => {
    expect(hasMerelyReadOn(before, after)).toBe(true);
  });

  it("also when the table gives the names in another order", () => {
    const reversed = Object.fromEntries(Object.entries(before).reverse()) as unknown as LogCoverage;

    expect(hasMerelyReadOn(reversed, later())).toBe(true);
  });
});
