import { PublishCommand, type PublishCommandInput, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SimulatedSns, simulatedSns } from "../../../local/sns/simulated-sns.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const TopicArn = `arn:aws:sns:${home}:123456789012:verdicts`;
const text = (StringValue: string, DataType = "String") => ({ DataType, StringValue });

let sns: SimulatedSns;
let world: VirtualWorld;

beforeEach(() => {
  sns = simulatedSns([TopicArn]);
  world = inVirtualTime({ sns: sns.server });
});
afterEach(() => world.stop());

function publish(over: Partial<PublishCommandInput> = {}) {
  return world.done(new SNSClient(world.client()).send(new PublishCommand({ TopicArn, Message: "text", ...over })));
}

describe("the simulated SNS", () => {
  it.each<{ what: string; over: Partial<PublishCommandInput>; name: string }>([
    { what: "no topic", over: { TopicArn: undefined }, name: "InvalidParameterException" },
    { what: "an unknown topic", over: { TopicArn: `${TopicArn}-2` }, name: "NotFoundException" },
    { what: "an empty message", over: { Message: "" }, name: "InvalidParameterException" },
    { what: "a structure it does not know", over: { MessageStructure: "xml" }, name: "InvalidParameterException" },
    { what: "no JSON where it is announced", over: { MessageStructure: "json" }, name: "InvalidParameterException" },
    {
      what: "a JSON message without a default",
      over: { MessageStructure: "json", Message: '{"https":"x"}' },
      name: "InvalidParameterException",
    },
    {
      what: "an entry that is no text",
      over: { MessageStructure: "json", Message: '{"default":{"a":1}}' },
      name: "InvalidParameterException",
    },
    { what: "a subject beyond ASCII", over: { Subject: "Fehler: für" }, name: "InvalidParameterException" },
    {
      what: "an attribute's bad name",
      over: { MessageAttributes: { "a b": text("x") } },
      name: "InvalidParameterException",
    },
    {
      what: "an attribute's bad type",
      over: { MessageAttributes: { a: text("x", "Text") } },
      name: "InvalidParameterException",
    },
  ])("refuses $what", async ({ over, name }) => {
    await expect(publish(over)).rejects.toMatchObject({ name });
    expect(sns.published).toEqual([]);
  });

  it("refuses what it does not simulate", async () => {
    const subscribe = new SubscribeCommand({ TopicArn, Protocol: "email" });
    await expect(world.done(new SNSClient(world.client()).send(subscribe))).rejects.toMatchObject({
      name: "InvalidAction",
    });
  });

  it("takes text with every character as it is", async () => {
    const Message = "a&b=c <d> %20+\n€ 🔴";
    const { MessageId } = await publish({ Message, Subject: "1 + 1 & 2" });
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(sns.published).toMatchObject([{ subject: "1 + 1 & 2", messages: { default: Message } }]);
  });
});
