import type { GateDecision } from "../domain/gate/decision.ts";
import { gate } from "../domain/gate/gate.ts";
import type { GateQuestion } from "../domain/gate/question.ts";
import type { Clock } from "../ports/clock.ts";
import { type Places, readPlace } from "./read-place.ts";

export interface AnswerPorts extends Places {
  readonly clock: Pick<Clock, "now">;
}

/** Reads every place that the question asks about, all at once, and answers it. */
export function answerQuestion({ clock, ...places }: AnswerPorts) {
  return async (question: GateQuestion): Promise<GateDecision> => {
    const asked = clock.now();
    const facts = await Promise.all(question.requirements.map((requirement) => readPlace(places, requirement, asked)));
    return gate(question, facts, clock.now());
  };
}
