import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GateQuestion, Requirement } from "../../../../shared/domain/gate/question.ts";
import { standingDecision } from "../../../../shared/domain/operator-decision.ts";
import { addSeconds } from "../../../../shared/domain/time.ts";
import { anOperatorDecision, type RolloutOver } from "../../../builders/a-gate.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../../builders/a-task.ts";
import { anHourOn, askGate } from "../../../builders/ask-gate.ts";

const releases = ["v2.3.1", "v2.3.0", "v2.4.0"];

const decisions = fc.array(
  fc
    .record({
      at: fc.integer({ min: 0, max: 3500 }),
      decision: fc.constantFrom("proceed" as const, "alert" as const, "delegate" as const),
      lives: fc.integer({ min: 1, max: 7200 }),
      hotfix: fc.boolean(),
    })
    .map(({ at: seconds, decision, lives, hotfix }) =>
      anOperatorDecision({
        id: `${seconds} ${decision} ${lives}`,
        at: at(seconds),
        decision,
        expiresAt: addSeconds(at(seconds), lives),
        ...(hotfix && { lane: "hotfix" }),
      }),
    ),
  { maxLength: 3 },
);

/** Of two wanted ones: crashed before or after the verdict at second 252 from the start, stopped by a person, or running. */
const tasks = fc.array(
  fc
    .record({ how: fc.constantFrom("runs", "crashed", "drained"), stoppedAt: fc.integer({ min: -2000, max: 3590 }) })
    .map(({ how, stoppedAt }) => {
      if (how === "runs") return aTask();
      const byPerson = { stopCode: "UserInitiated", stoppedReason: "drill" };
      return aCrashedTask({ stoppedAt: at(stoppedAt), ...(how === "drained" && byPerson) });
    }),
  { maxLength: 4 },
);

const rollouts: fc.Arbitrary<readonly RolloutOver[]> = fc
  .uniqueArray(
    fc.record({
      release: fc.constantFrom(...releases),
      startedAt: fc.integer({ min: -2000, max: 3500 }),
      verdict: fc.constantFrom(
        "passed" as const,
        "passed" as const,
        "failed" as const,
        "inconclusive" as const,
        "superseded" as const,
        "running" as const,
      ),
      overrides: fc.boolean(),
      soakSeconds: fc.constantFrom(0, 600, 3600),
      evidenceAgeSeconds: fc.constantFrom(600, 3600, 86_400),
      decisions,
      approval: fc.boolean(),
      tasks,
    }),
    { maxLength: 5, selector: ({ startedAt }) => startedAt },
  )
  .map((all) => all.map((each, index) => ({ ...each, number: String(index + 1) })));

const kind = fc.constantFrom<Requirement["kind"]>("region", "service", "environment");
const soak = fc.constantFrom(0, 60, 1800, 7200);

function decided(all: readonly RolloutOver[], requirement: Partial<Requirement>, question: Partial<GateQuestion> = {}) {
  return askGate(all, { requirement, question });
}

/** The newest rollout of the asked release. */
function newest(all: readonly RolloutOver[]): RolloutOver | undefined {
  return all
    .filter(({ release }) => release === "v2.3.1")
    .sort((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0))
    .at(-1);
}

const hotfix = { reason: "outage" };

describe("whatever happened, the gate", () => {
  it("never opens without a pass of that very release, or an allowed and unexpired proceed", () => {
    fc.assert(
      fc.property(rollouts, kind, soak, fc.boolean(), (all, ofKind, soakSeconds, isHotfix) => {
        const answer = decided(all, { kind: ofKind, soakSeconds }, isHotfix ? { hotfix } : {});
        if (answer.state !== "open") return;
        const own = newest(all);
        const person = standingDecision(own?.decisions ?? []);
        const isAllowed = own?.overrides === true && person?.decision === "proceed" && person.expiresAt > anHourOn;
        expect(own?.verdict === "passed" || (isAllowed && own.verdict !== "running")).toBe(true);
        expect(person?.decision ?? "proceed").toBe("proceed");
        if (own?.approval && ofKind !== "service") expect(person?.decision).toBe("proceed");
      }),
      { numRuns: 2000 },
    );
  });

  it("never opens for a Region or a service while anything else was rolled out there later", () => {
    fc.assert(
      fc.property(rollouts, fc.constantFrom<Requirement["kind"]>("region", "service"), (all, ofKind) => {
        if (decided(all, { kind: ofKind }, { hotfix }).state !== "open") return;
        const last = Math.max(...all.map(({ startedAt = 0 }) => startedAt));
        expect(newest(all)?.startedAt).toBe(last);
      }),
      { numRuns: 2000 },
    );
  });

  it("never opens for a Region or a service whose tasks have all stopped, or crashed too often since anybody said that it may go", () => {
    fc.assert(
      fc.property(rollouts, fc.constantFrom<Requirement["kind"]>("region", "service"), (all, ofKind) => {
        if (decided(all, { kind: ofKind }, { hotfix }).state !== "open") return;
        const own = newest(all);
        const known = own?.tasks ?? [];
        const crashes = known.filter(({ stopCode }) => stopCode === "EssentialContainerExited");
        const said = [at((own?.startedAt ?? 0) + 252), ...(own?.decisions ?? []).map((each) => each.at)].sort().at(-1);
        expect(known.length === 0 || known.some(({ lastStatus }) => lastStatus === "RUNNING")).toBe(true);
        expect(crashes.filter(({ stoppedAt = "" }) => stoppedAt > (said ?? "")).length).toBeLessThan(2);
      }),
      { numRuns: 2000 },
    );
  });

  it("opens after a longer soak only where it opens after a shorter one", () => {
    fc.assert(
      fc.property(rollouts, kind, soak, soak, (all, ofKind, one, other) => {
        const states = [Math.min(one, other), Math.max(one, other)].map(
          (soakSeconds) => decided(all, { kind: ofKind, soakSeconds }).state,
        );
        if (states[1] === "open") expect(states[0]).toBe("open");
        expect(states[0] === "closed").toBe(states[1] === "closed");
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the same answer in whatever order the facts come", () => {
    fc.assert(
      fc.property(
        rollouts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))),
        kind,
        ([all, shuffled], ofKind) => {
          const mixed = shuffled.map((each) => ({ ...each, decisions: [...(each.decisions ?? [])].reverse() }));
          expect(decided(mixed, { kind: ofKind })).toEqual(decided(all, { kind: ofKind }));
        },
      ),
    );
  });

  it("opens in the hotfix lane only what waits for nothing but its soak", () => {
    fc.assert(
      fc.property(rollouts, kind, soak, (all, ofKind, soakSeconds) => {
        const [usual, hot] = [{}, { hotfix }].map((question) => decided(all, { kind: ofKind, soakSeconds }, question));
        const isSoaking = usual?.results.every(({ code }) => code === "soaking");
        expect(hot?.state).toBe(isSoaking ? "open" : usual?.state);
        expect((hot?.hotfix?.skippedSoakSeconds ?? 0) > 0).toBe(isSoaking === true);
      }),
      { numRuns: 2000 },
    );
  });
});
