import type { GateDecision } from "../domain/gate/decision.ts";
import type { PlaceFacts } from "../domain/gate/facts.ts";
import { gate } from "../domain/gate/gate.ts";
import type { GateQuestion, Requirement } from "../domain/gate/question.ts";
import type { Clock } from "../ports/clock.ts";
import { type Places, readPlace } from "./read-place.ts";

export interface AnswerPorts extends Places {
  readonly clock: Pick<Clock, "now">;
}

/** Reads every place that the question asks about, all at once, and answers it. */
export function answerQuestion(ports: AnswerPorts) {
  return async (question: GateQuestion): Promise<GateDecision> => {
    const facts = await readPlaces(ports, question.requirements);
    return gate(question, facts, ports.clock.now());
  };
}

/** What must be known of every required place. */
export function readPlaces(places: Places, requirements: readonly Requirement[]): Promise<readonly PlaceFacts[]> {
  return Promise.all(requirements.map((requirement) => readPlace(places, requirement)));
}
