import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import { type AnnouncedPhase, type Announcement, isNotified } from "../domain/notice.ts";
import type { Verdict } from "../domain/verdict.ts";
import { ValidatorError } from "../errors.ts";
import { isFixOnly } from "../history/fix-only.ts";
import { announcedEvent } from "../notify/event-detail.ts";
import { topicMessage } from "../notify/message.ts";
import type { Told } from "../notify/told.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceStore, ServiceHistory } from "../ports/evidence.ts";
import type { EventSink, Topic } from "../ports/notices.ts";
import { recordOrThrow } from "./record-or-throw.ts";

export interface AnnouncePorts {
  readonly evidence: Pick<EvidenceStore, "record" | "findings" | "announcement" | "saveAnnouncement">;
  readonly events: EventSink;
  readonly topic: Topic;
  readonly history: Pick<ServiceHistory, "rollouts">;
  readonly clock: Clock;
  /** Counts a deployment that has begun. */
  readonly begin: (record: ValidationRecord) => void;
  /** Counts a deployment by its verdict. */
  readonly count: (deployment: CountedDeployment) => void;
}

export interface CountedDeployment {
  readonly record: ValidationRecord;
  readonly verdict: Verdict;
  readonly isFixOnly: boolean;
  readonly findings: readonly Finding[];
}

export interface AnnounceInput {
  readonly validation: ValidationKey;
  readonly phase: AnnouncedPhase;
}

/**
 * Tells the event bus, and those whom the profile names, that a validation began or what its verdict is: the one that is stored.
 * Each channel is told once and marked after it took the message, so a crash between the two tells it twice, under the same id.
 * A channel that does not take it keeps no other from being told; its error is thrown in the end.
 */
export function announce({ evidence, events, topic, history, clock, begin, count }: AnnouncePorts) {
  return async ({ validation, phase }: AnnounceInput): Promise<Announcement> => {
    const told = await toldOf(evidence, { validation, phase });
    let kept: Announcement = (await evidence.announcement(validation, phase)) ?? { phase };
    const errors: unknown[] = [];
    const tell = async (channel: "event" | "topic" | "counted", send: () => Promise<void>): Promise<void> => {
      if (kept[channel] !== undefined) return;
      try {
        await send();
        kept = { ...kept, [channel]: clock.now() };
        await evidence.saveAnnouncement(validation, kept);
      } catch (error) {
        errors.push(error);
      }
    };
    const { detailType, detail, resources } = announcedEvent(told);
    await tell("event", () => events.put(detailType, detail, resources));
    if (isNotified(told.record.profile, told.verdict)) await tell("topic", () => topic.publish(topicMessage(told)));
    const { record, verdict, findings } = told;
    await tell("counted", async () =>
      verdict === undefined
        ? begin(record)
        : count({ record, verdict, findings, isFixOnly: await isFixOnly(history, record, verdict) }),
    );
    if (errors.length > 0) throw errors[0];
    return kept;
  };
}

async function toldOf(evidence: AnnouncePorts["evidence"], { validation, phase }: AnnounceInput): Promise<Told> {
  const record = await recordOrThrow(evidence, validation);
  if (phase === "started") return { record, findings: [] };
  const { verdict } = record;
  if (verdict === undefined)
    throw new ValidatorError(
      "NotFound",
      `There is no verdict on ${validation.rollout.deploymentId} under ${validation.releaseId} yet.`,
    );
  return { record, verdict, findings: await evidence.findings(validation) };
}
