import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Topic } from "../ports/notices.ts";
import { call } from "./call.ts";

const noAnswer = { name: "InternalFailure", $metadata: { httpStatusCode: 502 } };

/** An SNS topic: readable text for every subscriber, the chat form for those of the protocol `https` alone. */
export function snsTopic(client: SNSClient, topicArn: string): Topic {
  return {
    async publish({ subject, text, chat, attributes }) {
      const message = new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        MessageStructure: "json",
        Message: JSON.stringify({ default: text, https: JSON.stringify(chat) }),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
        ),
      });
      await call("sns:Publish", topicArn, async () => {
        const { MessageId } = await client.send(message);
        // A proxy's page is no XML of SNS, and the SDK makes an empty answer of it.
        if (MessageId === undefined) throw Object.assign(new Error("no message id"), noAnswer);
      });
    },
  };
}
