import { describe, expect, it } from "vitest";
import type { QueuedMessage } from "../../../cli/redrive/dead-letter.ts";
import { type RedriveOptions, redrive } from "../../../cli/redrive/redrive.ts";
import type { RedrivePorts } from "../../../cli/redrive/redrive-queue.ts";
import { aCli } from "../a-cli.ts";

const stack = "ecs-rollout-validator-production";
const anEvent = { "detail-type": "ECS Deployment State Change", time: "2026-03-01T10:00:00Z", detail: {} };
const refused = (id: string, event: object = anEvent): QueuedMessage => ({
  id,
  receipt: `receipt of ${id}`,
  body: JSON.stringify({
    requestContext: { condition: "RetriesExhausted" },
    requestPayload: event,
    responsePayload: { errorType: "InvalidInput", errorMessage: "names no service" },
  }),
  attributes: {},
});
const undelivered = (id: string): QueuedMessage => ({
  id,
  receipt: `receipt of ${id}`,
  body: JSON.stringify(anEvent),
  attributes: { ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: "may not call" },
});

/** Queues that hand out two messages at a time and hide them until all have been seen. */
function someQueues(content: Readonly<Record<string, readonly QueuedMessage[]>>) {
  const queues = new Map(Object.entries(content).map(([name, messages]) => [`${stack}-${name}`, [...messages]]));
  const sent: { functionName: string; event: unknown }[] = [];
  let refuses = false;
  const ports: RedrivePorts = {
    receive: async (queue) => {
      const messages = queues.get(queue) ?? [];
      const handedOut = messages.splice(0, 2);
      messages.push(...handedOut);
      return handedOut;
    },
    remove: async (queue, { id }) => {
      queues.set(
        queue,
        (queues.get(queue) ?? []).filter((each) => each.id !== id),
      );
    },
    send: async (functionName, event) => {
      if (refuses) throw new Error("no concurrency left");
      sent.push({ functionName, event });
    },
  };
  return {
    sent,
    left: (name: string) => queues.get(`${stack}-${name}`)?.map(({ id }) => id),
    refuse: () => {
      refuses = true;
    },
    ports,
  };
}

async function run(ports: RedrivePorts, options: Partial<RedriveOptions> = {}) {
  const cli = aCli();
  return { code: await redrive(cli, ports, { stack, ...options }), text: cli.stdout.text() };
}

describe("redriving", () => {
  it("keeps an event in its queue that the function did not take", async () => {
    const { ports, left, refuse } = someQueues({ "failed-events": [refused("a")] });
    refuse();
    await expect(run(ports)).rejects.toThrow("no concurrency left");
    expect(left("failed-events")).toEqual(["a"]);
  });

  it("leaves what is no event, says so, and does not go round for ever", async () => {
    const broken = { ...undelivered("b"), body: "{" };
    const { ports, left, sent } = someQueues({ "undelivered-tasks": [broken, undelivered("c"), undelivered("d")] });
    expect(await run(ports)).toEqual({
      code: 75,
      text: expect.stringContaining("undelivered-tasks: 2 events sent to receive-event, 1 that are no events stay"),
    });
    expect(left("undelivered-tasks")).toEqual(["b"]);
    expect(sent).toHaveLength(2);
  });

  it("sends nothing and removes nothing in a dry run, and shows each event with its error", async () => {
    const { ports, left, sent } = someQueues({
      "failed-events": [refused("a")],
      "undelivered-tasks": [undelivered("b")],
    });
    const { code, text } = await run(ports, { dryRun: true });
    expect(code).toBe(0);
    expect(text).toContain("2026-03-01T10:00:00Z  ECS Deployment State Change  InvalidInput: names no service");
    expect(text).toContain("NO_PERMISSIONS: may not call");
    expect([sent, left("failed-events"), left("undelivered-tasks")]).toEqual([[], ["a"], ["b"]]);
  });

  it("sends the event alone, to the function of its queue", async () => {
    const { ports, sent, left } = someQueues({
      "failed-events": [refused("a"), refused("b"), refused("c")],
      "undelivered-execution-ends": [undelivered("d")],
    });
    expect((await run(ports)).code).toBe(0);
    expect(sent.map(({ functionName }) => functionName)).toEqual([
      ...Array(3).fill(`${stack}-receive-event`),
      `${stack}-reconcile`,
    ]);
    expect(sent.map(({ event }) => event)).toEqual(Array(4).fill(anEvent));
    expect([left("failed-events"), left("undelivered-execution-ends")]).toEqual([[], []]);
  });

  it("takes one queue alone when it is named, and refuses a name that is none", async () => {
    const { ports, sent, left } = someQueues({
      "failed-events": [refused("a")],
      "undelivered-tasks": [undelivered("b")],
    });
    await run(ports, { queue: "undelivered-tasks" });
    expect([sent.length, left("failed-events")]).toEqual([1, ["a"]]);
    await expect(run(ports, { queue: "nonsense" })).rejects.toThrow("--queue: nonsense is none of failed-events");
  });
});
