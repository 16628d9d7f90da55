import { type GateDecision, isHotfixUsed } from "../../shared/domain/gate/decision.ts";
import { firstRegion } from "../../shared/domain/gate/first-region.ts";
import { answerQuestion } from "../../shared/gate/answer-question.ts";
import { keepHotfixNotes } from "../../shared/gate/keep-hotfix-notes.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EventSink } from "../../shared/ports/notices.ts";
import type { NotesOf } from "../../shared/ports/rollout-looks.ts";
import { gateDetailType, gateDetailVersion } from "../../shared/schema/gate-event.ts";
import { type AskedGate, askedGate, type GateQuestionInput } from "../../shared/schema/gate-question.ts";
import { type ProfileOf, promotionWay } from "./promotion-way.ts";

export interface AskGatePorts {
  readonly evidenceOf: NotesOf;
  readonly profileOf: ProfileOf;
  readonly clock: Pick<Clock, "now">;
  readonly events: EventSink;
  readonly count: (decision: GateDecision) => void;
}

/** Answers whether something may go, and tells the event bus once it is open or closed. Whoever gets `waiting` asks again at `lookAgainAt`. */
export function askGate(ports: AskGatePorts) {
  const { evidenceOf, events, count } = ports;
  return async (input: GateQuestionInput): Promise<GateDecision> => {
    const asked = askedGate(input);
    const decision = await answer(ports, asked);
    // What cannot be kept is not skipped: nobody gets the answer then.
    const identify = async () => ({ principal: asked.hotfix?.by ?? "" });
    if (isHotfixUsed(decision)) await keepHotfixNotes({ evidenceOf, identify }, decision);
    count(decision);
    if (decision.state !== "waiting") await tell(events, decision);
    return decision;
  };
}

async function answer({ evidenceOf, profileOf, clock }: AskGatePorts, asked: AskedGate): Promise<GateDecision> {
  const { promotion, requirements = [], ...question } = asked;
  const ask = answerQuestion({ evidenceOf, clock });
  if (promotion === undefined) return ask({ ...question, requirements });
  const way = await promotionWay(profileOf, promotion);
  if (way.requirements.length > 0) return ask({ ...question, requirements: way.requirements });
  return firstRegion({ ...question, to: promotion.to, window: way.rules.window }, clock.now());
}

async function tell(events: EventSink, decision: GateDecision): Promise<void> {
  const services = decision.results.flatMap(({ evidence }) => evidence?.serviceArn ?? []);
  await events.put(gateDetailType, { version: gateDetailVersion, ...decision }, [...new Set(services)]);
}
