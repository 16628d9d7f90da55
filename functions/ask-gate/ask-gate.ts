import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import type { GateQuestion } from "../../shared/domain/gate/question.ts";
import { answerQuestion } from "../../shared/gate/answer-question.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceOf } from "../../shared/ports/evidence.ts";
import type { EventSink } from "../../shared/ports/notices.ts";
import { gateDetailType, gateDetailVersion } from "../../shared/schema/gate-event.ts";
import { gateQuestion } from "../../shared/schema/gate-question.ts";

export interface AskGatePorts {
  readonly evidenceOf: EvidenceOf;
  readonly clock: Pick<Clock, "now">;
  readonly events: EventSink;
  readonly count: (decision: GateDecision) => void;
}

/** Answers whether something may go, and tells the event bus once it is open or closed. Whoever gets `waiting` asks again at `lookAgainAt`. */
export function askGate({ evidenceOf, clock, events, count }: AskGatePorts) {
  const answer = answerQuestion({ evidenceOf, clock });
  return async (input: Parameters<typeof gateQuestion>[0]): Promise<GateDecision> => {
    const question: GateQuestion = gateQuestion(input);
    const decision = await answer(question);
    count(decision);
    if (decision.state !== "waiting") await tell(events, decision);
    return decision;
  };
}

async function tell(events: EventSink, decision: GateDecision): Promise<void> {
  const services = decision.results.flatMap(({ evidence }) => evidence?.serviceArn ?? []);
  await events.put(gateDetailType, { version: gateDetailVersion, ...decision }, [...new Set(services)]);
}
