import { executionLink } from "../domain/console-links.ts";
import { everyFinding } from "../domain/every-finding.ts";
import { executionName } from "../domain/execution-name.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import { detailTypes } from "../schema/verdict-event.ts";
import { chatCode, chatWord } from "./safe-text.ts";
import { evidenceCommand, headlines, stepsOf, type Told } from "./told.ts";

/** A custom notification of Amazon Q Developer in chat applications (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html). */
export interface ChatNotification {
  readonly version: "1.0";
  readonly source: "custom";
  readonly id: string;
  readonly content: {
    readonly textType: "client-markdown";
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** The messages of one rollout make one thread. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

const signs: Readonly<Record<NoticeKind, string>> = {
  started: "🔵",
  passed: "🟢",
  failed: "🔴",
  inconclusive: "🟡",
  superseded: "⚪",
};

/** Slack shows at most 3,000 characters of a text block; one reason and five checks stay below. */
const longestReason = 700;
const longestCheckReason = 250;
const mostChecks = 5;

export function chatNotification(told: Told): ChatNotification {
  const { record, verdict } = told;
  const { service, region } = record.rollout.name;
  const { environment } = record.profile;
  const kind = verdict?.status ?? "started";
  const title = `${headlines[kind]}: ${chatWord(service, 60)} ${chatWord(record.release.id, 60)}`;
  return {
    version: "1.0",
    source: "custom",
    id: `${executionName(record.key.rollout)}/${kind}`,
    content: {
      textType: "client-markdown",
      title: `${signs[kind]} ${title}`,
      description: description(told),
      nextSteps: nextSteps(told),
      keywords: [environment, region, headlines[kind]],
    },
    metadata: {
      threadId: executionName(record.key.rollout),
      summary: title,
      eventType: verdict ? detailTypes.verdict : detailTypes.started,
      relatedResources: [record.rollout.serviceArn],
      additionalContext: { environment, region, ...(verdict && { decision: verdict.decision }) },
    },
  };
}

/** A command is longer than a release id, and is of no use when it is cut. */
const longestCode = 700;

function nextSteps(told: Told): readonly string[] {
  const { verdict, record } = told;
  const steps = stepsOf(told).map(({ text, code, said }) =>
    [text, chatCode(code ?? said ?? "", longestCode)].filter((part) => part !== "").join(" "),
  );
  const isCalm = verdict === undefined || verdict.decision === "proceed" || verdict.decision === "none";
  return isCalm ? steps : [...steps, `Look closer: ${chatCode(evidenceCommand(record.release.id), 200)}`];
}

function description(told: Told): string {
  const { record, verdict } = told;
  const link = `<${executionLink(record.executionArn)}|Validation>`;
  const { region } = record.rollout.name;
  const release = chatCode(record.release.id, 100);
  const place = `${release} in *${record.profile.environment}*, ${region}`;
  if (verdict === undefined) return [place, `Verdict by ${record.deadline.slice(11, 16)} UTC · ${link}`].join("\n");
  const took = humanDuration(secondsBetween(record.rollout.startedAt, verdict.at));
  return [
    `${place}, after ${took}: *${verdict.decision}*`,
    chatCode(verdict.reason, longestReason),
    ...troubledChecks(told),
    `${verdict.passedChecks} of ${verdict.gateChecks} checks passed · ${link}`,
  ].join("\n");
}

/** The checks that did not pass; the reason of the verdict already tells of the one that decided. */
function troubledChecks({ record, verdict, findings }: Told): readonly string[] {
  const troubled = everyFinding(record, findings).filter(
    ({ status, check, reason }) =>
      (status === "failed" || status === "inconclusive") && verdict?.reason !== `${check}: ${reason}`,
  );
  const shown = troubled.slice(0, mostChecks).map(({ check, status, mode, reason }) => {
    const shadow = mode === "shadow" ? ", shadow" : "";
    return `• ${chatCode(check, 60)} ${status}${shadow}: ${chatCode(reason, longestCheckReason)}`;
  });
  const more = troubled.length - shown.length;
  return more > 0 ? [...shown, `• and ${more} more`] : shown;
}
