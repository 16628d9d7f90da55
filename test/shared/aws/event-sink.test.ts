import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEventBus, type EventBus } from "../../../local/events/event-bus.ts";
import { eventsServer } from "../../../local/events/server.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { eventSink } from "../../../shared/aws/event-sink.ts";
import { inVirtualTime, type VirtualWorld } from "../../local/in-virtual-time.ts";

let bus: EventBus;
let world: VirtualWorld;

function open(faults: readonly FaultRule[] = []): void {
  bus = createEventBus({ rules: [], random: () => 0 });
  world = inVirtualTime({ events: eventsServer(bus, { account: "123456789012", newId: () => "id-1" }) }, faults);
}
beforeEach(() => open());
afterEach(() => world.stop());

function put(detail: object = { id: "a" }, detailType = "Rollout Verdict"): Promise<void> {
  return world.done(eventSink(new EventBridgeClient(world.client())).put(detailType, detail, ["arn:aws:ecs:x"]));
}

/** A bus that takes the request and refuses its entry. */
function refusing(ErrorCode: string): Promise<void> {
  const answer = { FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: "not now" }] };
  world.stop();
  world = inVirtualTime({ events: async () => Response.json(answer) });
  return put();
}

describe("an event", () => {
  it.each([
    ["ThrottlingException", "DependencyThrottled"],
    ["InternalFailure", "DependencyUnavailable"],
    ["InternalException", "DependencyUnavailable"],
    ["AccessDeniedException", "AccessDenied"],
    ["MalformedDetail", "DependencyRefused"],
  ])("that the bus refuses with %s inside an answer of 200 is %s", async (code, name) => {
    await expect(refusing(code)).rejects.toMatchObject({ name, message: expect.stringContaining("not now") });
  });

  it("without an id in the answer was not taken", async () => {
    world.stop();
    world = inVirtualTime({ events: async () => Response.json({ FailedEntryCount: 0, Entries: [] }) });
    await expect(put()).rejects.toMatchObject({ name: "DependencyUnavailable" });
  });

  it("larger than 256 KB is refused", async () => {
    await expect(put({ text: "x".repeat(256 * 1024) })).rejects.toMatchObject({ name: "DependencyRefused" });
    expect(bus.events).toEqual([]);
  });

  it("without a detail type is refused", async () => {
    await expect(put({}, "")).rejects.toMatchObject({ name: "DependencyRefused" });
  });

  it("has the source of this project, the type, the detail and the resources", async () => {
    await put({ id: "a", verdict: { status: "failed" } });
    expect(bus.events).toMatchObject([
      {
        source: "ecs-rollout-validator",
        "detail-type": "Rollout Verdict",
        detail: { id: "a", verdict: { status: "failed" } },
        resources: ["arn:aws:ecs:x"],
      },
    ]);
  });
});

it("a caller that may not send events is denied", async () => {
  world.stop();
  open([{ service: "events", operation: "PutEvents", fault: "denied" }]);
  await expect(put()).rejects.toMatchObject({ name: "AccessDenied" });
});
