import { describe, expect, it } from "vitest";
import { noLineAtAll, silentSince, unreadableReason } from "../../../shared/domain/readability.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aCoverage, aTrouble, group } from "../../builders/log-evidence.ts";

const rollout = aRollout({ containers: [aContainer(), aContainer({ name: "proxy" })] });
const coverage = aCoverage(at(60));
const lost = { container: "proxy", reason: "it has no log configuration" };
const lostApp = { container: "app", reason: "its log driver is splunk, whose streams cannot be derived" };

describe("lines cannot be judged when", () => {
  it.each([
    {
      what: "the profile names a container that is not there",
      seen: coverage,
      containers: ["app", "web"],
      reason: "the task definition has no container web (it has app, proxy)",
    },
    {
      what: "the only wanted container cannot be read",
      seen: { ...coverage, unreadable: [lost] },
      containers: ["proxy"],
      reason: "logs not available: proxy: it has no log configuration",
    },
    {
      what: "no container can be read",
      seen: { ...coverage, unreadable: [lost, lostApp] },
      reason: `logs not available: proxy: ${lost.reason}; app: ${lostApp.reason}`,
    },
    {
      what: "no reader could look as often as is allowed",
      seen: { ...coverage, blind: aTrouble({ inARow: 5 }) },
      reason: "no log reader could look 5 times in a row: logs:FilterLogEvents on /ecs/shop was throttled",
    },
    {
      what: "access is denied, at once",
      seen: {
        ...coverage,
        blind: aTrouble({ error: "AccessDenied", message: "logs:FilterLogEvents on /x was denied" }),
      },
      reason: "no log reader could look 1 times in a row: logs:FilterLogEvents on /x was denied",
    },
  ])("$what", ({ seen, containers, reason }) => {
    expect(unreadableReason(rollout, seen, { containers, blindLooks: 5 })).toBe(reason);
  });
});

describe("lines cannot be judged where ECS no longer knew the task definition", () => {
  it.each([undefined, ["app"]])("of containers %s", (containers) => {
    expect(unreadableReason(aRollout({ containers: [] }), coverage, { containers, blindLooks: 5 })).toBe(
      "logs not available: ECS could not describe the task definition when the validation opened",
    );
  });
});

describe("where every container counts, one that cannot be read is one too many", () => {
  const seen = { ...coverage, unreadable: [lost] };

  it("and the others are named to choose from, where the profile names none", () => {
    expect(unreadableReason(rollout, seen, { blindLooks: 5, needsAll: true })).toBe(
      "logs not available: proxy: it has no log configuration (to leave it out, name the others: app)",
    );
  });

  it("and the profile that names it is told so", () => {
    expect(unreadableReason(rollout, seen, { containers: ["app", "proxy"], blindLooks: 5, needsAll: true })).toBe(
      "logs not available: proxy: it has no log configuration",
    );
    expect(unreadableReason(rollout, seen, { containers: ["app"], blindLooks: 5, needsAll: true })).toBeUndefined();
  });
});

describe("that no line at all was read", () => {
  const silent = { ...coverage, anyLine: false };

  it("is said when the tail could read every target", () => {
    expect(noLineAtAll(silent)).toBe("; no line at all was read");
  });

  it.each([
    { what: "a line was read", seen: { ...coverage, anyLine: true } },
    { what: "it is not known", seen: coverage },
    { what: "the tail cannot read a group", seen: { ...silent, insightsOnly: silent.targets } },
    { what: "the tail has not read yet", seen: { ...silent, tail: { targets: {} } } },
    { what: "no container has started", seen: { ...silent, targets: [] } },
  ])("is not said when $what", ({ seen }) => {
    expect(noLineAtAll(seen)).toBe("");
  });
});

describe("that the newest line is old", () => {
  const old = aCoverage(at(240), { newestLine: at(60) });
  const [covered] = Object.values(old.tail.targets);

  it("is said from three minutes on, as logs may be late", () => {
    expect(silentSince(old)).toBe(
      "; the newest line read is of 10:01:00 UTC, 3m before: nothing was logged since, or logs arrive late",
    );
    expect(silentSince({ ...old, newestLine: at(61) })).toBe("");
  });

  it.each([
    { what: "none came", seen: aCoverage(at(240)) },
    { what: "the tail cannot read a group", seen: { ...old, insightsOnly: old.targets } },
    { what: "the tail has trouble", seen: { ...old, tail: { ...old.tail, trouble: aTrouble() } } },
    {
      what: "the tail has more to read",
      seen: {
        ...old,
        tail: { targets: { [group]: { ...covered, readUntil: at(200), readAt: at(240), streams: "" } } },
      },
    },
  ])("is not said when $what", ({ seen }) => {
    expect(silentSince(seen)).toBe("");
  });
});

describe("lines can be judged", () => {
  it.each([
    { what: "as a rule", seen: coverage },
    { what: "when another container cannot be read", seen: { ...coverage, unreadable: [lost] }, containers: ["app"] },
    { what: "when one of several containers can be read", seen: { ...coverage, unreadable: [lost] } },
    { what: "when no reader could look, but not yet too often", seen: { ...coverage, blind: aTrouble({ inARow: 4 }) } },
  ])("$what", ({ seen, containers }) => {
    expect(unreadableReason(rollout, seen, { containers, blindLooks: 5 })).toBeUndefined();
  });
});
