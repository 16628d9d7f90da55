import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { HttpResponse } from "@smithy/core/protocols";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { awsClock } from "../../../shared/aws/aws-clock.ts";
import { addSeconds, secondsBetween } from "../../../shared/domain/time.ts";
import { at } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

const listed = new ListTablesCommand({});

/** A machine whose clock is ahead by so many seconds of an embedded AWS in which it is 10:00 and some. */
function aMachine(ahead: number) {
  const time = { now: at(0), ahead };
  const clock = awsClock({ now: () => addSeconds(time.now, time.ahead) });
  const client = new DynamoDBClient(embeddedClient({ dynamodb: embeddedDynamodb() }, [], () => new Date(time.now)));
  clock.hear(client);
  return { time, clock, client };
}

/** The SDK signs by what the first answer told it, and so is believed from the second on. */
async function heard(client: DynamoDBClient): Promise<void> {
  await client.send(listed);
  await client.send(listed);
}

/** A machine and an AWS of one time, whose every answer is this one. */
async function answered(headers: Record<string, string>, statusCode = 200) {
  const clock = awsClock({ now: () => new Date().toISOString() });
  const body = new TextEncoder().encode("{}");
  const client = new DynamoDBClient({
    ...embeddedClient({}),
    requestHandler: { handle: async () => ({ response: new HttpResponse({ statusCode, headers, body }) }) },
  });
  clock.hear(client);
  await client.send(listed).catch(() => {});
  return clock;
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

describe("the time of AWS", () => {
  it.each([
    ["a refusal", { date: inSeconds(200) }, 400],
    ["an answer out of a cache", { date: inSeconds(200), age: "30" }, 200],
    ["an answer without a date", {}, 200],
    ["a date that is none", { date: "today" }, 200],
    ["a date that no signature lives to see", { date: inSeconds(400) }, 200],
    ["a date from before the request", { date: inSeconds(-400) }, 200],
  ])("is not told by %s", async (_, headers, status) => {
    expect((await answered(headers, status)).skewSeconds()).toBeUndefined();
  });

  it("is the machine's own until an answer tells it", () => {
    const { clock } = aMachine(3600);

    expect([clock.now(), clock.skewSeconds()]).toEqual([at(3600), undefined]);
  });

  it("follows the newest answer when the machine's clock is set right meanwhile", async () => {
    const { time, clock, client } = aMachine(3600);
    await heard(client);
    expect([clock.now(), clock.skewSeconds()]).toEqual([at(0), 3600]);

    time.ahead = 0;
    await client.send(listed);
    expect([clock.now(), clock.skewSeconds()]).toEqual([at(0), 0]);
  });

  it("is told too early by at most a second, and never too late, however wrong the machine's clock is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 0, max: 5_000_000 }),
        async (ahead, later) => {
          const { time, clock, client } = aMachine(ahead / 1000);
          time.now = addSeconds(time.now, later / 1000);
          await heard(client);
          const early = secondsBetween(clock.now(), time.now);
          expect(early).toBeGreaterThanOrEqual(0);
          expect(early).toBeLessThan(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
