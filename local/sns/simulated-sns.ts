import * as shapes from "@aws-sdk/client-sns";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { queryService } from "../server/query-service.ts";
import { ServiceError } from "../server/service-error.ts";
import { attributesOf, messagesOf } from "./read-message.ts";

/** A message as a topic took it. */
export interface PublishedMessage {
  readonly topicArn: string;
  readonly subject?: string;
  /** By protocol; `default` is always there. */
  readonly messages: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SimulatedSns {
  readonly server: EmbeddedServer;
  readonly published: readonly PublishedMessage[];
}

/** A message and its attributes together (Amazon SNS endpoints and quotas). */
const largestMessage = 256 * 1024;

/** A standard topic for each ARN: Publish, with the refusals that the API reference states. */
export function simulatedSns(topicArns: readonly string[]): SimulatedSns {
  const published: PublishedMessage[] = [];
  const server = queryService({
    name: "sns",
    version: "2010-03-31",
    xmlns: "http://sns.amazonaws.com/doc/2010-03-31/",
    shapes,
    validationError: "InvalidParameter",
    operations: {
      Publish: async (input: shapes.PublishCommandInput) => {
        const { TopicArn = "", Subject, Message = "", MessageAttributes = {} } = input;
        if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(TopicArn))
          throw invalid(`TopicArn Reason: An ARN must have at least 6 elements, not ${TopicArn}`);
        if (!topicArns.includes(TopicArn)) throw new ServiceError("NotFound", "Topic does not exist", 404);
        if (Subject !== undefined && !isSubject(Subject)) throw invalid("Subject");
        const attributes = attributesOf(MessageAttributes);
        const size = Buffer.byteLength(Message + Object.entries(attributes).flat().join(""));
        if (Message === "") throw invalid("Empty message");
        if (size > largestMessage) throw invalid("Message too long");
        const messages = messagesOf(input);
        published.push({
          topicArn: TopicArn,
          ...(Subject !== undefined && { subject: Subject }),
          messages,
          attributes,
        });
        return { MessageId: `00000000-0000-4000-9000-${String(published.length).padStart(12, "0")}` };
      },
    },
  });
  return { server, published };
}

/** ASCII that begins with a letter, digit or punctuation mark, without line breaks, fewer than 100 characters. */
function isSubject(subject: string): boolean {
  return subject.length < 100 && /^[\x21-\x7e][\x20-\x7e]*$/.test(subject);
}

function invalid(what: string): ServiceError {
  return new ServiceError("InvalidParameter", `Invalid parameter: ${what}`);
}
