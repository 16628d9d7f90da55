import type { SimulationOutcome } from "../../local/simulation.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import { executionName } from "../../shared/domain/execution-name.ts";
import { isNotified } from "../../shared/domain/notice.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { detailTypes, RolloutVerdictDetail } from "../../shared/schema/verdict-event.ts";

export type Told = Pick<SimulationOutcome, "announced" | "notified">;

interface Subject {
  readonly dossier: RolloutDossier;
  readonly verdict: Verdict;
  readonly told: Told;
}

/** Every copy of the verdict's event has one id and tells the verdict that is kept; the topic has it when the profile says so, else not. */
export function untoldVerdict({ dossier: { record }, verdict, told }: Subject): readonly string[] {
  const thread = executionName(record.key.rollout);
  const details = told.announced
    .filter((event) => event["detail-type"] === detailTypes.verdict)
    .map(({ detail }) => RolloutVerdictDetail.parse(detail))
    .filter(({ service, rollout }) => executionName({ serviceArn: service.arn, ...rollout }) === thread);
  const ids = new Set(details.map(({ id }) => id));
  const kept: Readonly<Record<string, unknown>> = { ...verdict };
  const foreign = details.filter((detail) =>
    Object.entries(detail.verdict).some(([name, value]) => value !== kept[name]),
  );
  return [
    ...(ids.size === 1 ? [] : [`${ids.size} events tell the verdict`]),
    ...foreign.map((detail) => `an event tells ${detail.verdict.status}: ${detail.verdict.reason}`),
    ...wrongMessages({ profile: record.profile, verdict, notices: noticesOf(told, thread) }),
  ];
}

interface Messages {
  readonly profile: RolloutDossier["record"]["profile"];
  readonly verdict: Verdict;
  readonly notices: readonly (string | undefined)[];
}

function wrongMessages({ profile, verdict, notices }: Messages): readonly string[] {
  const isWanted = isNotified(profile, verdict);
  if (isWanted && notices.length === 0) return ["the topic was not told"];
  return notices
    .filter((notice) => !isWanted || notice !== verdict.status)
    .map((notice) => `the topic was told ${notice}, not ${isWanted ? verdict.status : "nothing"}`);
}

/** What the topic was told of one rollout's end. */
function noticesOf({ notified }: Told, thread: string): Messages["notices"] {
  return notified
    .filter(({ messages }) => JSON.parse(messages["https"] ?? "{}").metadata.threadId === thread)
    .map(({ attributes }) => attributes["notice"])
    .filter((notice) => notice !== "started");
}
