import { describe, expect, it } from "vitest";
import { gate } from "../../../../shared/domain/gate/gate.ts";
import { aGateRollout, anOperatorDecision, aRequirement, someFacts } from "../../../builders/a-gate.ts";
import { at } from "../../../builders/a-rollout.ts";
import { anHourOn, askGate } from "../../../builders/ask-gate.ts";

describe("the gate is closed", () => {
  it("when nothing is required", () => {
    expect(gate({ requirements: [] }, [], anHourOn)).toMatchObject({
      state: "closed",
      reason: "nothing is required, so nothing is proven",
    });
  });

  it("when the Region was not read, or did not answer", () => {
    const requirement = aRequirement();
    const silent = {
      requirement: "shop@v2.3.1 in ap-southeast-2",
      answered: false as const,
      reason: "it was throttled",
    };

    expect(gate({ requirements: [requirement] }, [], anHourOn).results[0]?.code).toBe("no answer");
    expect(gate({ requirements: [requirement] }, [silent], anHourOn)).toMatchObject({
      state: "closed",
      reason: "shop@v2.3.1 in ap-southeast-2: it was throttled",
    });
    expect(
      gate({ requirements: [requirement] }, [{ ...silent, final: "not allowed" }], anHourOn).results[0]?.code,
    ).toBe("not allowed");
  });

  it.each([
    ["failed", [{ verdict: "failed" }]],
    ["inconclusive", [{ verdict: "inconclusive" }]],
    ["superseded", [{ verdict: "superseded" }]],
    ["missing", []],
    ["missing", [{ release: "v2.3.0" }]],
    ["replaced", [{}, { release: "v2.4.0", number: "2", startedAt: 600, verdict: "running" }]],
    ["replaced", [{}, { release: "v2.3.0", number: "2", startedAt: 600 }]],
    ["replaced", [{ verdict: "running" }, { release: "v2.4.0", number: "2", startedAt: 60 }]],
    ["failed", [{}, { number: "2", startedAt: 600, verdict: "failed" }]],
    ["overdue", [{ verdict: "running", startedAt: 3600 - 1380 - 901 }]],
    ["expired", [{ startedAt: -8 * 86_400 }]],
    ["expired", [{ evidenceAgeSeconds: 600 }]],
    ["stopped by a person", [{ decisions: [anOperatorDecision({ decision: "alert", expiresAt: at(700) })] }]],
    ["handed to a person", [{ decisions: [anOperatorDecision({ decision: "delegate" })] }]],
  ] as const)("as %s after %j", (code, rollouts) => {
    expect(askGate(rollouts)).toMatchObject({ state: "closed", code });
  });

  it("when another image than the asked one was judged, or nobody knows which", () => {
    const requirement = { digest: `sha256:${"a".repeat(64)}` };

    expect(askGate([{ digest: `sha256:${"b".repeat(64)}` }], { requirement })).toMatchObject({ code: "other image" });
    expect(askGate([{}], { requirement })).toMatchObject({ state: "closed", code: "image not known" });
    expect(askGate([{ digest: requirement.digest }], { requirement })).toMatchObject({ state: "open" });
  });

  it("when the release is of another commit than the asked one, also under the same name in staging", () => {
    const commit = "c".repeat(40);
    const other = { commit: "d".repeat(40), environment: "staging" };
    const staging = { kind: "environment", environment: "staging", commit } as const;
    const reason = "asked for the commit cccccccc, but dddddddd was judged";

    expect(askGate([other], { requirement: { commit } })).toMatchObject({ code: "other commit", result: { reason } });
    expect(askGate([other], { requirement: staging })).toMatchObject({ code: "other commit", result: { reason } });
    expect(askGate([{ commit }, { ...other, number: "2", startedAt: 600 }], { requirement: { commit } }).code).toBe(
      "other commit",
    );
  });

  it("when the same release is another image in another Region", () => {
    const [one, other] = [aRequirement(), aRequirement({ region: "eu-west-1" })];
    const digests = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`] as const;
    const facts = (second: string) => [
      someFacts([aGateRollout({ digest: digests[0] })], one),
      someFacts([aGateRollout({ digest: second })], other),
    ];

    expect(gate({ requirements: [one, other] }, facts(digests[0]), anHourOn).state).toBe("open");
    expect(gate({ requirements: [one, other] }, facts(digests[1]), anHourOn)).toMatchObject({
      state: "closed",
      reason:
        "shop@v2.3.1 in ap-southeast-2: runs the image sha256:aaaaaaaaaaaa…, but eu-west-1 runs sha256:bbbbbbbbbbbb…",
    });
  });

  it("when the release passed in another environment only", () => {
    expect(askGate([{ environment: "staging" }], { requirement: { environment: "production" } }).code).toBe("missing");
  });

  it("when one of several requirements cannot hold, and names a bad sign first", () => {
    const [silent, bad] = [aRequirement({ service: "auth" }), aRequirement()];
    const facts = [someFacts([], silent), someFacts([aGateRollout({ verdict: "failed" })], bad)];

    expect(gate({ requirements: [silent, bad] }, facts, anHourOn)).toMatchObject({
      state: "closed",
      reason: "shop@v2.3.1 in ap-southeast-2: failed: it failed",
    });
  });
});

describe("a person's proceed", () => {
  const proceed = [anOperatorDecision()];

  it.each([
    ["where the profile does not allow it", { overrides: false, decisions: proceed }],
    ["before the verdict is there", { overrides: true, decisions: [anOperatorDecision({ at: at(251) })] }],
    ["after it expired", { overrides: true, decisions: [anOperatorDecision({ expiresAt: anHourOn })] }],
    [
      "before a later alert",
      { overrides: true, decisions: [...proceed, anOperatorDecision({ id: "d0", at: at(601), decision: "alert" })] },
    ],
    ["that only notes a hotfix", { overrides: true, decisions: [anOperatorDecision({ lane: "hotfix" })] }],
  ] as const)("opens nothing %s", (_, over) => {
    expect(askGate([{ verdict: "failed", ...over }]).state).toBe("closed");
  });

  it.each(["failed", "inconclusive", "superseded"] as const)(
    "opens after %s where the profile allows it, and shows who",
    (verdict) => {
      const { state, code, reason, result } = askGate([{ verdict, overrides: true, decisions: proceed }]);

      expect([state, code]).toEqual(["open", "overridden"]);
      expect(reason).toContain("operator/mia decided proceed");
      expect(reason).toContain(`without it: ${verdict}: it ${verdict}`);
      expect(result).toMatchObject({ decision: proceed[0], verdict: { status: verdict } });
    },
  );

  it("stands for no verdict that is still to come, and for no release that was replaced", () => {
    const over = { overrides: true, decisions: proceed };

    expect(askGate([{ verdict: "running", startedAt: 3000, ...over }])).toMatchObject({
      state: "waiting",
      code: "running",
    });
    expect(askGate([over, { release: "v2.4.0", number: "2", startedAt: 600 }]).code).toBe("replaced");
  });

  it("takes an earlier alert back without opening anything itself", () => {
    const decisions = [anOperatorDecision({ id: "d0", at: at(500), decision: "alert" }), ...proceed];

    expect(askGate([{ decisions }])).toMatchObject({ state: "open", code: "passed" });
  });
});

describe("the gate waits", () => {
  it("for a validation that is still to be seen, until it should have been", () => {
    expect(askGate([], { question: { appearBy: at(3601) } })).toMatchObject({
      state: "waiting",
      lookAgainAt: at(3601),
    });
    expect(askGate([], { question: { appearBy: anHourOn } })).toMatchObject({ state: "closed", code: "missing" });
  });

  it("while the required validation runs, also when an older rollout of the release passed", () => {
    const again = { number: "2", startedAt: 3000, verdict: "running" } as const;

    expect(askGate([{}, again])).toMatchObject({ state: "waiting", code: "running", lookAgainAt: at(4380) });
  });

  it.each([
    [{ soakSeconds: 3600 }, {}],
    [{ soakSeconds: 0 }, { soakSeconds: 3600 }],
    [{ soakSeconds: 60 }, { soakSeconds: 3600 }],
  ])("through the longer soak of the question %j and the profile %j, from the verdict on", (requirement, over) => {
    expect(askGate([over], { requirement })).toMatchObject({
      state: "waiting",
      code: "soaking",
      lookAgainAt: at(252 + 3600),
      reason: "shop@v2.3.1 in ap-southeast-2: soaks for 1h from its verdict, 4m12s left",
    });
  });
});

describe("the gate is open", () => {
  it("when the release has passed and soaked, and says how long ago", () => {
    expect(askGate([{ soakSeconds: 3348 }, { release: "v2.3.0", number: "2", startedAt: -600 }])).toMatchObject({
      state: "open",
      reason: "shop@v2.3.1 in ap-southeast-2: passed 55m48s ago",
    });
  });

  it("for a service that was released months ago and still runs", () => {
    expect(askGate([{ startedAt: -90 * 86_400, soakSeconds: 99 }], { requirement: { kind: "service" } }).state).toBe(
      "open",
    );
  });

  it("when the commit passed in staging under another name, whatever runs there now", () => {
    const commit = "c".repeat(40);
    const requirement = { kind: "environment", environment: "staging", commit } as const;
    const staged = { release: "v2.3.1-rc.4", commit, environment: "staging" };
    const next = {
      release: "v2.4.0-rc.1",
      number: "2",
      startedAt: 600,
      environment: "staging",
      commit: "d".repeat(40),
    };

    expect(askGate([staged, next], { requirement })).toMatchObject({ state: "open", code: "passed" });
    expect(askGate([next], { requirement }).code).toBe("missing");
    expect(askGate([staged, { ...next, release: "v2.3.1" }], { requirement }).state).toBe("open");
  });

  it("in the hotfix lane without the soak, and tells what was skipped", () => {
    const question = { hotfix: { reason: "outage 4711" } };

    expect(askGate([{ soakSeconds: 3600 }], { question })).toMatchObject({
      state: "open",
      hotfix: { reason: "outage 4711", skippedSoakSeconds: 252 },
    });
    expect(askGate([{ soakSeconds: 3600, verdict: "failed" }], { question })).toMatchObject({ state: "closed" });
  });
});
