import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successorSeconds } from "../../../../shared/domain/gate/judge.ts";
import type { Requirement } from "../../../../shared/domain/gate/question.ts";
import { anOperatorDecision, type RolloutOver } from "../../../builders/a-gate.ts";
import { at } from "../../../builders/a-rollout.ts";
import { askGate } from "../../../builders/ask-gate.ts";

/** Seconds from a rollout's start to its verdict, as the builder has it. */
const verdictAfter = 252;

function asked(rollouts: readonly RolloutOver[], seconds: number, requirement: Partial<Requirement> = {}) {
  return askGate(rollouts, { requirement, now: at(seconds) });
}

const superseded = { verdict: "superseded" } as const;

describe("a rollout that was superseded", () => {
  it("closes the gate at once when another release took its place, in staging too", () => {
    const other = { release: "v2.4.0", number: "2", startedAt: 200, verdict: "running" } as const;
    const staged = { kind: "environment", environment: "production" } as const;

    expect(asked([superseded, other], verdictAfter + 1).results[0]?.code).toBe("replaced");
    expect(asked([superseded, other], verdictAfter + 1, staged).results[0]?.code).toBe("superseded");
  });

  it("closes the gate when no successor is seen in time", () => {
    const end = verdictAfter + successorSeconds;

    expect(asked([superseded], end - 1)).toMatchObject({ state: "waiting", lookAgainAt: at(end) });
    expect(asked([superseded], end)).toMatchObject({ state: "closed", results: [{ code: "superseded" }] });
  });

  it("opens the gate by the last rollout, though one in between is not seen yet", () => {
    const last = { number: "3", startedAt: 2 };

    expect(asked([superseded, last], 2 + verdictAfter)).toMatchObject({ state: "open", code: "passed" });
  });

  it("says what is waited for", () => {
    expect(asked([superseded], 300).reason).toBe(
      "shop@v2.3.1 in ap-southeast-2: it superseded; that rollout is not seen yet",
    );
  });

  it("is waited for by nobody when a person stopped it, or lets it go where the profile allows it", () => {
    const stopped = { ...superseded, decisions: [anOperatorDecision({ decision: "alert" })] };
    const proceed = { ...superseded, overrides: true, decisions: [anOperatorDecision({ at: at(260) })] };

    expect(asked([stopped], 300).results[0]?.code).toBe("stopped by a person");
    expect(asked([proceed], 300).results[0]?.code).toBe("overridden");
  });
});

/** Deploys of one release, each of which supersedes the one before; the validation of each opens some time after that. */
const redeploys = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 600 }),
    opens: fc.integer({ min: 0, max: successorSeconds - 1 }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe("whenever the gate looks at a release that is deployed again and again", () => {
  it("never closes before the last rollout is judged, and opens then", () => {
    fc.assert(
      fc.property(
        redeploys,
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom("region", "service"),
        (all, now, kind) => {
          const starts = all.map((_, last) => all.slice(0, last + 1).reduce((sum, { after }) => sum + after, 0));
          // The builder dates a verdict from its rollout's start, so that of a superseded one is when the next one starts.
          const known = starts.flatMap((start, index): RolloutOver[] => {
            const opened = index === 0 ? start : (starts[index] ?? 0) + (all[index]?.opens ?? 0);
            if (now < opened) return [];
            const next = starts[index + 1];
            const judged = next ?? start + verdictAfter;
            const number = String(index + 1);
            if (now < judged) return [{ number, startedAt: start, verdict: "running" }];
            return [
              { number, startedAt: start, verdict: next === undefined ? "passed" : "superseded", verdictAt: judged },
            ];
          });
          if (known.length === 0) return;
          // One that was superseded in between may open later still: it has nothing to say.
          const isLastKnown = known.at(-1)?.number === String(starts.length);
          const isJudged = isLastKnown && now >= (starts.at(-1) ?? 0) + verdictAfter;
          const { state, results } = asked(known, now, { kind });
          expect([state, results[0]?.code]).toEqual(isJudged ? ["open", "passed"] : ["waiting", expect.any(String)]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
