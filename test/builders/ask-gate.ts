import { gate } from "../../shared/domain/gate/gate.ts";
import type { GateQuestion, Requirement } from "../../shared/domain/gate/question.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { aGateRollout, aRequirement, type RolloutOver, someFacts } from "./a-gate.ts";
import { at } from "./a-rollout.ts";

interface Asked {
  readonly requirement?: Partial<Requirement>;
  readonly question?: Partial<GateQuestion>;
  readonly now?: Instant;
}

/** An hour after the rollout's start, 55m48s after its verdict: a Sunday, 11:00 UTC. */
export const anHourOn = at(3600);

/** What the gate says of one requirement, an hour after the start of these rollouts unless told; `code` and `result` are of it. */
export function askGate(rollouts: readonly RolloutOver[], { requirement: over, question, now = anHourOn }: Asked = {}) {
  const requirement = aRequirement(over);
  const facts = [someFacts(rollouts.map(aGateRollout), requirement)];
  const answer = gate({ requirements: [requirement], ...question }, facts, now);
  return { ...answer, code: answer.results[0]?.code, result: answer.results[0] };
}
