import type { GateDecision } from "../domain/gate/decision.ts";
import { gate } from "../domain/gate/gate.ts";
import type { GateQuestion } from "../domain/gate/question.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceOf } from "../ports/evidence.ts";
import { readPlace } from "./read-place.ts";

export interface AnswerPorts {
  readonly evidenceOf: EvidenceOf;
  readonly clock: Pick<Clock, "now">;
}

/** Reads every place that the question asks about, all at once, and answers it. */
export function answerQuestion({ evidenceOf, clock }: AnswerPorts) {
  return async (question: GateQuestion): Promise<GateDecision> => {
    const asked = clock.now();
    const facts = await Promise.all(
      question.requirements.map((requirement) => readPlace(evidenceOf, requirement, asked)),
    );
    return gate(question, facts, clock.now());
  };
}
