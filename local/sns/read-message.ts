import type { MessageAttributeValue, PublishCommandInput } from "@aws-sdk/client-sns";
import { ServiceError } from "../server/service-error.ts";

/** The message for each protocol; with `MessageStructure: json` the message must be an object of texts with a `default`. */
export function messagesOf({ Message = "", MessageStructure }: PublishCommandInput): Readonly<Record<string, string>> {
  if (MessageStructure === undefined) return { default: Message };
  if (MessageStructure !== "json") throw invalid("MessageStructure");
  const parsed = parse(Message);
  if (typeof parsed !== "object" || parsed === null || !("default" in parsed))
    throw invalid("Message Structure - No default entry in JSON message body");
  return Object.fromEntries(
    Object.entries(parsed).map(([protocol, text]: [string, unknown]) => {
      if (typeof text !== "string" || text === "") throw invalid("Message Structure - every entry must be a text");
      return [protocol, text];
    }),
  );
}

/** Names of letters, digits and `_-.`, at most 256; values that are not empty (SNS message attributes). */
export function attributesOf(given: Readonly<Record<string, MessageAttributeValue>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, { DataType, StringValue }]) => {
      if (!/^(?!\.|AWS\.|Amazon\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/.test(name))
        throw invalid(`The message attribute name '${name}'`);
      if (!DataType || !/^(?:String|Number|Binary)(?:\.|$)/.test(DataType))
        throw invalid(`The message attribute '${name}' has an invalid message attribute type`);
      if (!StringValue)
        throw invalid(`The message attribute '${name}' must contain a non-empty message attribute value`);
      return [name, StringValue];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("Message Structure - JSON message body failed to parse");
  }
}

function invalid(what: string): ServiceError {
  return new ServiceError("InvalidParameter", `Invalid parameter: ${what}`);
}
