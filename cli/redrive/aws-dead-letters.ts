import { InvokeCommand } from "@aws-sdk/client-lambda";
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { call } from "../../shared/aws/call.ts";
import { lambdaClient, sqsClient } from "../../shared/aws/clients.ts";
import { machinePlatform } from "../../shared/platform.ts";
import type { RedrivePorts } from "./redrive-queue.ts";

/** As many as a call hands out (SQS quota). */
const messagesPerCall = 10;
/** Long enough to send ten events; after a dry run everything shows again so soon. */
const hiddenSeconds = 60;

/** Queues and functions in AWS, or wherever AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_LAMBDA point. */
export function awsDeadLetters(region: string | undefined): RedrivePorts {
  const sqs = sqsClient(machinePlatform, region);
  const lambda = lambdaClient(machinePlatform, region);
  const urls = new Map<string, string>();
  const urlOf = async (queue: string): Promise<string> => {
    const known = urls.get(queue);
    if (known !== undefined) return known;
    const { QueueUrl: url = "" } = await call("sqs:GetQueueUrl", queue, () =>
      sqs.send(new GetQueueUrlCommand({ QueueName: queue })),
    );
    urls.set(queue, url);
    return url;
  };
  return {
    receive: async (queue) => {
      const QueueUrl = await urlOf(queue);
      const { Messages: messages = [] } = await call("sqs:ReceiveMessage", queue, () =>
        sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: messagesPerCall,
            VisibilityTimeout: hiddenSeconds,
            // Long polling asks every server of the queue, so that an empty answer means an empty queue.
            WaitTimeSeconds: 2,
            MessageAttributeNames: ["All"],
          }),
        ),
      );
      return messages.map(({ MessageId, ReceiptHandle, Body, MessageAttributes = {} }) => ({
        id: MessageId ?? "",
        receipt: ReceiptHandle ?? "",
        body: Body ?? "",
        attributes: Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue ?? ""]),
        ),
      }));
    },
    remove: async (queue, { receipt }) => {
      const QueueUrl = await urlOf(queue);
      await call("sqs:DeleteMessage", queue, () =>
        sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt })),
      );
    },
    send: async (functionName, event) => {
      await call("lambda:InvokeFunction", functionName, () =>
        lambda.send(
          new InvokeCommand({ FunctionName: functionName, InvocationType: "Event", Payload: JSON.stringify(event) }),
        ),
      );
    },
  };
}
