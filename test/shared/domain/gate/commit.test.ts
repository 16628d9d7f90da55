import { describe, expect, it } from "vitest";
import type { Requirement } from "../../../../shared/domain/gate/question.ts";
import { aGateRollout, anOperatorDecision, type RolloutOver } from "../../../builders/a-gate.ts";
import { askGate } from "../../../builders/ask-gate.ts";

const commit = "c".repeat(40);
const unknown = { commit: "unknown" } as const;
const staging = { kind: "environment", environment: "staging" } as const;
const ofPipeline = { ...staging, commit, isCommitOfPipeline: true } as const;

function asked(rollouts: readonly RolloutOver[], requirement: Partial<Requirement>) {
  const answer = askGate(rollouts, { requirement });
  return { ...answer, deploymentId: answer.result?.evidence?.deploymentId };
}

describe("evidence that knows no commit", () => {
  it.each(["region", "service"] as const)("closes the gate of kind %s that asks for one by name", (kind) => {
    expect(asked([unknown], { kind, commit })).toMatchObject({
      state: "closed",
      code: "commit not known",
      reason: "shop@v2.3.1 in ap-southeast-2: asked for the commit cccccccc; its evidence knows none",
    });
  });

  it("closes it in staging too, and by no proceed is it opened", () => {
    const staged = { ...unknown, environment: "staging", overrides: true, decisions: [anOperatorDecision()] };

    expect(asked([staged], { ...staging, commit })).toMatchObject({ state: "closed", code: "commit not known" });
  });

  it("opens it where only the pipeline has a commit, and that is remarked", () => {
    expect(asked([{ ...unknown, environment: "staging" }], ofPipeline)).toMatchObject({
      state: "open",
      remarks: ["commit not checked: the evidence of shop@v2.3.1 in staging, ap-southeast-2 knows none"],
    });
    expect(asked([{ environment: "staging", commit }], ofPipeline).remarks).toBeUndefined();
    expect(asked([{ ...unknown, environment: "staging" }], staging).remarks).toBeUndefined();
    expect(asked([], ofPipeline).remarks).toBeUndefined();
  });

  it("stands behind evidence of that very commit, however old", () => {
    const candidate = { release: "v2.3.1-rc.4", environment: "staging", commit } as const;
    const later = { ...unknown, environment: "staging", number: "2", startedAt: 600, verdict: "failed" } as const;

    for (const requirement of [ofPipeline, { ...staging, commit }])
      expect(asked([candidate, later], requirement)).toMatchObject({
        state: "open",
        deploymentId: aGateRollout(candidate).record.rollout.deploymentId,
      });
  });

  it("is no evidence of that commit under another release's name", () => {
    expect(asked([{ ...unknown, release: "v2.3.1-rc.4", environment: "staging" }], ofPipeline).code).toBe("missing");
  });
});
