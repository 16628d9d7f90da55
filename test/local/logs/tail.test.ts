import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SimulatedLogs, simulatedLogs } from "../../../local/logs/simulated-logs.ts";
import { addSeconds } from "../../../shared/domain/time.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const start = "2026-03-01T10:00:00.000Z";
const place = { region: home, group: "/app", stream: "p/app/1" };
let logs: SimulatedLogs;
let world: VirtualWorld;
let client: CloudWatchLogsClient;

beforeEach(() => {
  logs = simulatedLogs({ emptyPageEvery: 0 });
  world = inVirtualTime({ logs: logs.server });
  client = new CloudWatchLogsClient(world.client());
  logs.createGroup(place);
  logs.createGroup({ region: home, group: "/ia" }, "INFREQUENT_ACCESS");
});
afterEach(() => world.stop());

function write(second: number, text: string, stream = place.stream): void {
  logs.put({ ...place, stream }, { at: addSeconds(start, second), text });
}

async function filter(input: Partial<FilterLogEventsCommandInput> = {}) {
  const output = await world.done(client.send(new FilterLogEventsCommand({ logGroupName: "/app", ...input })));
  return { texts: output.events?.map(({ message }) => message), nextToken: output.nextToken, events: output.events };
}

describe("FilterLogEvents refuses", () => {
  it.each([
    { what: "an unknown group", input: { logGroupName: "/nope" }, name: "ResourceNotFoundException" },
    { what: "another Region's group", input: { logGroupName: "/elsewhere" }, name: "ResourceNotFoundException" },
    { what: "an unknown stream", input: { logStreamNames: ["p/app/1", "p/app/2"] }, name: "ResourceNotFoundException" },
    {
      what: "names and a prefix",
      input: { logStreamNames: ["p/app/1"], logStreamNamePrefix: "p/" },
      name: "InvalidParameterException",
    },
    {
      what: "more than 100 streams",
      input: { logStreamNames: Array.from({ length: 101 }, (_, n) => `s${n}`) },
      name: "InvalidParameterException",
    },
    { what: "an Infrequent Access group", input: { logGroupName: "/ia" }, name: "InvalidOperationException" },
    { what: "a foreign token", input: { nextToken: "abc" }, name: "InvalidParameterException" },
    {
      what: "a filter pattern of terms, which is not simulated",
      input: { filterPattern: "ERROR" },
      name: "InvalidParameterException",
    },
    {
      what: "a filter pattern of 1,025 characters",
      input: { filterPattern: `{ $.a = "${"x".repeat(1014)}" }` },
      name: "InvalidParameterException",
    },
    {
      what: "a filter pattern that is not closed",
      input: { filterPattern: '{ $.a = "x"' },
      name: "InvalidParameterException",
    },
  ])("$what as $name", async ({ input, name }) => {
    logs.createGroup({ region: "eu-west-1", group: "/elsewhere" });
    logs.createStream(place);

    await expect(filter(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it("the eleventh call of a second as throttled, and no call of the next second", async () => {
    for (let call = 0; call < 10; call += 1) await filter();

    await expect(filter()).rejects.toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
    await world.wait(0.1);
    await expect(filter()).resolves.toMatchObject({ texts: [] });
  });
});

describe("FilterLogEvents with a filter pattern", () => {
  it("returns the lines that pass, of named streams or of all, and binds its tokens to the pattern", async () => {
    logs.change({ pageEvents: 1 });
    for (const [stream, a] of [
      ["s1", "x"],
      ["s2", "x"],
      ["s1", "y"],
      ["s2", "x"],
    ] as const)
      write(1, JSON.stringify({ a }), stream);
    await world.wait(10);
    const filterPattern = '{ $.a = "x" }';
    const first = await filter({ filterPattern });
    const second = await filter({ filterPattern, nextToken: first.nextToken });
    const named = await filter({ filterPattern, logStreamNames: ["s1"] });

    expect(first.events?.[0]?.logStreamName).toBe("s1");
    expect(second.events?.[0]?.logStreamName).toBe("s2");
    expect(named).toMatchObject({ texts: ['{"a":"x"}'], nextToken: undefined });
    await expect(filter({ nextToken: first.nextToken })).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("FilterLogEvents", () => {
  it("returns a line when its lag is over, not before", async () => {
    write(1, "late");

    await world.wait(2.999);
    expect((await filter()).texts).toEqual([]);
    await world.wait(0.001);
    expect((await filter()).texts).toEqual(["late"]);
  });

  it("obeys a changed lag and a line's own ingestion time", async () => {
    logs.change({ tailLagSeconds: 60 });
    write(0, "first");
    logs.put(place, { at: start, text: "stuck", ingestedAt: addSeconds(start, 100) });

    await world.wait(60);
    expect((await filter()).texts).toEqual(["first"]);
    await world.wait(100);
    expect((await filter()).events).toMatchObject([
      { message: "first", timestamp: Date.parse(start), ingestionTime: Date.parse(start) },
      { message: "stuck", timestamp: Date.parse(start), ingestionTime: Date.parse(start) + 100_000 },
    ]);
  });

  it("interleaves the named streams by time, both ends of the window inclusive", async () => {
    for (const second of [1, 2, 3, 4]) {
      write(second, `a${second}`);
      write(second + 0.5, `b${second}`, "p/app/2");
      write(second, `old${second}`, "p/app/0");
    }
    await world.wait(10);

    const { texts } = await filter({
      logStreamNames: ["p/app/2", "p/app/1"],
      startTime: Date.parse(start) + 2000,
      endTime: Date.parse(start) + 3500,
    });

    expect(texts).toEqual(["a2", "b2", "a3", "b3"]);
  });

  it("gives every event once, page by page, each with its own id", async () => {
    logs.change({ pageEvents: 3 });
    for (let line = 0; line < 8; line += 1) write(0, `line ${line}`);
    await world.wait(5);
    const pages: (string | undefined)[][] = [];
    const ids = new Set<string | undefined>();

    for (let nextToken: string | undefined = "first"; nextToken !== undefined; ) {
      const page = await filter(nextToken === "first" ? {} : { nextToken });
      pages.push(page.texts ?? []);
      for (const { eventId } of page.events ?? []) ids.add(eventId);
      nextToken = page.nextToken;
    }

    expect(pages.map((page) => page.length)).toEqual([3, 3, 2]);
    expect(pages.flat()).toEqual(Array.from({ length: 8 }, (_, line) => `line ${line}`));
    expect(ids.size).toBe(8);
  });

  it("fills a page up to its bytes", async () => {
    for (const line of ["a", "b", "c"]) write(0, line.repeat(500_000));
    await world.wait(5);

    const first = await filter();

    expect(first.events).toHaveLength(2);
    expect((await filter({ nextToken: first.nextToken })).events).toHaveLength(1);
  });

  it("starts every third read with an empty page and a token", async () => {
    logs.change({ emptyPageEvery: 3 });
    write(0, "line");
    await world.wait(5);

    expect((await filter()).texts).toEqual(["line"]);
    expect((await filter()).texts).toEqual(["line"]);
    const empty = await filter();
    expect(empty).toMatchObject({ texts: [], nextToken: expect.any(String) });
    expect(await filter({ nextToken: empty.nextToken })).toMatchObject({ texts: ["line"], nextToken: undefined });
  });

  it("passes over unknown streams only when told to", async () => {
    logs.change({ missingStreams: "ignored" });
    write(0, "line");
    await world.wait(5);

    expect((await filter({ logStreamNames: ["p/app/1", "p/app/9"] })).texts).toEqual(["line"]);
  });
});

describe("GetLogEvents", () => {
  it("walks a stream forward and returns the same token at its end", async () => {
    for (const line of ["a", "b", "c"]) write(0, line);
    await world.wait(5);
    const get = (nextToken?: string) =>
      world.done(
        client.send(
          new GetLogEventsCommand({
            logGroupName: "/app",
            logStreamName: "p/app/1",
            startFromHead: true,
            limit: 2,
            nextToken,
          }),
        ),
      );

    const first = await get();
    const second = await get(first.nextForwardToken);
    const end = await get(second.nextForwardToken);

    expect([first, second, end].map(({ events }) => events?.map(({ message }) => message))).toEqual([
      ["a", "b"],
      ["c"],
      [],
    ]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
  });

  it("refuses a stream that does not exist", async () => {
    const call = world.done(client.send(new GetLogEventsCommand({ logGroupName: "/app", logStreamName: "nope" })));

    await expect(call).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The specified log stream does not exist.",
    });
  });
});
