import { SNSClient } from "@aws-sdk/client-sns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultKind } from "../../../local/server/faults.ts";
import { type SimulatedSns, simulatedSns } from "../../../local/sns/simulated-sns.ts";
import { snsTopic } from "../../../shared/aws/topic.ts";
import type { TopicMessage } from "../../../shared/ports/notices.ts";
import { inVirtualTime, type VirtualWorld } from "../../local/in-virtual-time.ts";

const topicArn = "arn:aws:sns:ap-southeast-2:123456789012:verdicts";
const message: TopicMessage = {
  subject: "Failed: shop v2.3.1",
  text: "Failed: shop & <b>\nbecause",
  chat: { version: "1.0" },
  attributes: { notice: "failed", service: "shop" },
};

let sns: SimulatedSns;
let world: VirtualWorld;

function open(fault?: FaultKind): void {
  sns = simulatedSns([topicArn]);
  world = inVirtualTime({ sns: sns.server }, fault === undefined ? [] : [{ service: "sns", fault }]);
}
beforeEach(() => open());
afterEach(() => world.stop());

function publish(over: Partial<TopicMessage> = {}, arn = topicArn): Promise<void> {
  return world.done(snsTopic(new SNSClient(world.client()), arn).publish({ ...message, ...over }));
}

describe("a message", () => {
  it.each<{ fault: FaultKind; name: string }>([
    { fault: "denied", name: "AccessDenied" },
    { fault: "throttled", name: "DependencyThrottled" },
    { fault: "unavailable", name: "DependencyUnavailable" },
    { fault: "internal", name: "DependencyUnavailable" },
    { fault: "reset", name: "DependencyUnavailable" },
    { fault: "malformed", name: "DependencyUnavailable" },
    { fault: "timeout", name: "DependencyUnavailable" },
  ])("to a topic that is $fault fails as $name", async ({ fault, name }) => {
    world.stop();
    open(fault);
    await expect(publish()).rejects.toMatchObject({ name });
  });

  it("to a topic that is gone finds nothing", async () => {
    await expect(publish({}, topicArn.replace("verdicts", "gone"))).rejects.toMatchObject({ name: "NotFound" });
  });

  it.each([
    { what: "a subject of 100 characters", over: { subject: "x".repeat(100) } },
    { what: "a subject with a line break", over: { subject: "a\nb" } },
    { what: "an empty attribute", over: { attributes: { notice: "" } } },
    { what: "more than 256 KB", over: { text: "x".repeat(256 * 1024) } },
  ])("with $what is refused", async ({ over }) => {
    await expect(publish(over)).rejects.toMatchObject({ name: "DependencyRefused" });
    expect(sns.published).toEqual([]);
  });

  it("reaches HTTPS subscribers as a chat notification, and all others as text", async () => {
    await publish();
    expect(sns.published).toEqual([
      {
        topicArn,
        subject: message.subject,
        messages: { default: message.text, https: '{"version":"1.0"}' },
        attributes: message.attributes,
      },
    ]);
  });
});
