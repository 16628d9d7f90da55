import { describe, expect, it } from "vitest";
import type { DeploymentSignal } from "../../../shared/domain/deployment-signal.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { rollbackState } from "../../../shared/domain/rollback-state.ts";
import type { Rollout } from "../../../shared/domain/rollout.ts";
import { aFailedDossier } from "../../builders/a-release.ts";
import { at, olderId } from "../../builders/a-rollout.ts";
import { aSignal } from "../../builders/a-signal.ts";

const begun = aSignal();
const tripped = aSignal({
  id: "e2",
  name: "SERVICE_DEPLOYMENT_FAILED",
  at: at(360),
  reason: "ECS deployment circuit breaker: tasks failed to start.",
});
const byAlarm = { ...tripped, reason: "An alarm was detected." };
const completed = aSignal({ id: "e3", name: "SERVICE_DEPLOYMENT_COMPLETED", at: at(400) });

interface Known {
  readonly rollout?: Partial<Rollout>;
  readonly health?: Partial<Finding>;
}

function stateAfter(signals: readonly DeploymentSignal[], { rollout = {}, health = {} }: Known = {}) {
  const { record, findings } = aFailedDossier();
  return rollbackState({
    record: { ...record, rollout: { ...record.rollout, breakerRollsBack: true, ...rollout } },
    findings: findings.map((each) => (each.kind === "task-health" ? { ...each, ...health } : each)),
    signals,
  });
}

describe("after the event that ECS failed the rollout", () => {
  it("nobody rolls back where the breaker that tripped is without rollback", () => {
    expect(stateAfter([begun, tripped], { rollout: { breakerRollsBack: false } })).toEqual({ kind: "given up" });
  });

  it("the breaker has tripped where it is the reason and is set to roll back", () => {
    expect(stateAfter([begun, tripped])).toEqual({ kind: "tripped" });
  });

  it.each([
    ["another reason", byAlarm, {}],
    ["another reason, and a breaker without rollback", byAlarm, { breakerRollsBack: false }],
    ["no reason", aSignal({ name: "SERVICE_DEPLOYMENT_FAILED", reason: "" }), {}],
    ["a breaker that is off", tripped, { circuitBreaker: false }],
  ] as const)("whether it is rolled back is open with %s", (_, signal, rollout) => {
    expect(stateAfter([begun, signal], { rollout })).toEqual({ kind: "failed by ECS" });
  });

  it("a rollback is under way where its reason says so", () => {
    const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${olderId}.`;

    expect(stateAfter([begun, { ...tripped, reason }])).toEqual({ kind: "under way" });
  });

  it("what was seen of the rollback counts for more", () => {
    const health = { status: "failed", facts: { ended: "rolled back" } } as const;

    expect(stateAfter([begun, tripped], { health })).toEqual({ kind: "under way" });
  });

  it("the record of an older validator leaves open whether its breaker rolls back", () => {
    const { record, findings } = aFailedDossier();

    expect(rollbackState({ record, findings, signals: [tripped] })).toEqual({ kind: "failed by ECS" });
  });
});

it("ECS is done with a rollout whose completion it told after the verdict", () => {
  expect(stateAfter([begun, completed])).toEqual({ kind: "complete" });
});

it("the breaker is still to trip where only the beginning was told, or nothing", () => {
  for (const signals of [[], [begun]]) expect(stateAfter(signals)).toEqual({ kind: "breaker", breaker: "on" });
});
