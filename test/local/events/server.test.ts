import {
  EventBridgeClient,
  InvalidEventPatternException,
  PutEventsCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { createEventBus } from "../../../local/events/event-bus.ts";
import { eventsServer } from "../../../local/events/server.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { settled } from "../../../local/world/evidence.ts";

let time: VirtualClock;
beforeEach(() => {
  time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
});
afterEach(() => time.stop());

function aClient() {
  const bus = createEventBus({ rules: [], random: () => 0 });
  const servers = { events: eventsServer(bus, { account: "111122223333", newId: () => "id-1" }) };
  const client = new EventBridgeClient({
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: embeddedTransport(embeddedNetwork({ servers }))({
      attempts: 1,
      connectMilliseconds: 1000,
      requestMilliseconds: 5000,
    }),
  });
  const testPattern = (pattern: string) =>
    settled(time, client.send(new TestEventPatternCommand({ EventPattern: pattern, Event: '{"source":"aws.ecs"}' })));
  return { bus, client, testPattern };
}

describe("the simulated EventBridge", () => {
  it("refuses a pattern it does not know, as an exception of the SDK", async () => {
    await expect(aClient().testPattern('{"source":[{"contains":"ecs"}]}')).rejects.toBeInstanceOf(
      InvalidEventPatternException,
    );
  });

  it("refuses single entries, and takes the others", async () => {
    const { bus, client } = aClient();
    const good = { Source: "validator", DetailType: "Verdict", Detail: '{"verdict":"passed"}' };
    const entries = [good, { ...good, Detail: "{" }, { ...good, Source: "aws.ecs" }];
    const answer = await settled(time, client.send(new PutEventsCommand({ Entries: entries })));
    expect(answer).toMatchObject({
      FailedEntryCount: 2,
      Entries: [
        { EventId: "id-1" },
        { ErrorCode: "MalformedDetail" },
        { ErrorCode: "NotAuthorizedForSourceException" },
      ],
    });
    expect(bus.events).toMatchObject([
      {
        id: "id-1",
        source: "validator",
        "detail-type": "Verdict",
        time: "2026-03-01T10:00:00Z",
        detail: { verdict: "passed" },
      },
    ]);
  });

  it("says whether a pattern matches", async () => {
    const { testPattern } = aClient();
    expect((await testPattern('{"source":["aws.ecs"]}')).Result).toBe(true);
    expect((await testPattern('{"source":["aws.ec2"]}')).Result).toBe(false);
  });
});
