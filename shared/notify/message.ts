import type { TopicMessage } from "../ports/notices.ts";
import { chatNotification } from "./chat-notification.ts";
import { readableText } from "./readable-text.ts";
import { mailSubject, oneLine } from "./safe-text.ts";
import { headlines, type Told } from "./told.ts";

/** One message for the topic, in every form that its subscribers read. */
export function topicMessage(told: Told): TopicMessage {
  const { record, verdict } = told;
  const { service, region } = record.rollout.name;
  const { environment } = record.profile;
  const notice = verdict?.status ?? "started";
  const release = oneLine(record.release.id, 30);
  return {
    subject: mailSubject(`${headlines[notice]}: ${oneLine(service, 30)} ${release} in ${environment}`),
    text: readableText(told),
    chat: chatNotification(told),
    attributes: { notice, service, environment, region, ...(verdict && { decision: verdict.decision }) },
  };
}
