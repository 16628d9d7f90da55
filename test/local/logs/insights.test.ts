import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  MalformedQueryException,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SimulatedLogs, simulatedLogs } from "../../../local/logs/simulated-logs.ts";
import { addSeconds } from "../../../shared/domain/time.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const start = "2026-03-01T10:00:00.000Z";
const second = Date.parse(start) / 1000;
let logs: SimulatedLogs;
let world: VirtualWorld;
let client: CloudWatchLogsClient;

beforeEach(() => {
  logs = simulatedLogs();
  world = inVirtualTime({ logs: logs.server });
  client = new CloudWatchLogsClient(world.client());
  logs.createGroup({ region: home, group: "/app" });
  logs.createGroup({ region: home, group: "/ia" }, "INFREQUENT_ACCESS");
});
afterEach(() => world.stop());

function write(at: number, text: string, options: { stream?: string; group?: string } = {}): void {
  logs.put({ region: home, group: "/app", stream: "p/app/1", ...options }, { at: addSeconds(start, at), text });
}

async function startQuery(input: Partial<StartQueryCommandInput> = {}): Promise<string> {
  const query = {
    logGroupName: "/app",
    startTime: second,
    endTime: second + 600,
    queryString: "fields @message | sort @timestamp asc",
    limit: 100,
  };
  const { queryId = "" } = await world.done(client.send(new StartQueryCommand({ ...query, ...input })));
  return queryId;
}

async function results(queryId: string) {
  const output = await world.done(client.send(new GetQueryResultsCommand({ queryId })));
  const texts = output.results?.map((row) => row.find(({ field }) => field === "@message")?.value);
  return { status: output.status, texts, rows: output.results, statistics: output.statistics };
}

async function found(input: Partial<StartQueryCommandInput> = {}) {
  const queryId = await startQuery(input);
  await world.wait(2);
  return results(queryId);
}

describe("StartQuery refuses", () => {
  it.each([
    { what: "an unknown group", input: { logGroupName: "/nope" }, name: "ResourceNotFoundException" },
    { what: "two ways to name groups", input: { logGroupNames: ["/app"] }, name: "InvalidParameterException" },
    { what: "a limit above 100,000", input: { limit: 100_001 }, name: "InvalidParameterException" },
    {
      what: "a query above 10,000 characters",
      input: { queryString: `fields @message${" ".repeat(10_000)}` },
      name: "InvalidParameterException",
    },
    { what: "an end before the start", input: { endTime: second - 1 }, name: "InvalidParameterException" },
    { what: "an unfinished text", input: { queryString: 'filter @message like "x' }, name: "MalformedQueryException" },
    { what: "an unknown command", input: { queryString: "fetch @message" }, name: "MalformedQueryException" },
    {
      what: "a command that is not simulated",
      input: { queryString: "stats count(*)" },
      name: "MalformedQueryException",
    },
    {
      what: "a text that breaks out of its quotes",
      input: { queryString: 'filter @message like "a" b" | limit 1' },
      name: "MalformedQueryException",
    },
    {
      what: "a regular expression that does not compile",
      input: { queryString: "filter @message like /(/" },
      name: "MalformedQueryException",
    },
  ])("$what as $name", async ({ input, name }) => {
    await expect(startQuery(input)).rejects.toMatchObject({ name });
  });

  it("a malformed query with the place of the mistake", async () => {
    const error = await startQuery({ queryString: "filter @message likes" }).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(MalformedQueryException);
    expect(error).toMatchObject({ queryCompileError: { location: { startCharOffset: 16 } } });
  });

  it("a sixth query on Infrequent Access groups while five run", async () => {
    for (let query = 0; query < 5; query += 1) await startQuery({ logGroupName: "/ia" });

    await expect(startQuery({ logGroupName: "/ia" })).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(startQuery()).resolves.toEqual(expect.any(String));
    await world.wait(2);
    await expect(startQuery({ logGroupName: "/ia" })).resolves.toEqual(expect.any(String));
  });
});

describe("a query", () => {
  it("does not find a line before its lag is over, although the tail shows it", async () => {
    write(0, "line");

    await world.wait(19.9);
    expect((await found()).texts).toEqual([]);
    expect((await found()).texts).toEqual(["line"]);
  });

  it("is scheduled, then shows part of its results, then all of them", async () => {
    for (const line of ["a", "b", "c", "d"]) write(0, line);
    await world.wait(30);
    const queryId = await startQuery();

    const seen = [];
    for (const wait of [0.4, 0.6, 1]) {
      await world.wait(wait);
      seen.push(await results(queryId));
    }

    expect(seen.map(({ status, texts }) => [status, texts])).toEqual([
      ["Scheduled", []],
      ["Running", ["a", "b"]],
      ["Complete", ["a", "b", "c", "d"]],
    ]);
    expect(seen[2]?.statistics).toMatchObject({ recordsMatched: 4, recordsScanned: 4, bytesScanned: 4 * 27 });
  });

  it("includes the start second and, of the end second, its first millisecond only", async () => {
    for (const at of [9.999, 10, 20, 20.001]) write(at, String(at));
    await world.wait(60);

    expect((await found({ startTime: second + 10, endTime: second + 20 })).texts).toEqual(["10", "20"]);
  });

  it("scans only the streams it filters by, in Standard groups", async () => {
    for (const group of ["/app", "/ia"]) for (const stream of ["a", "b", "c"]) write(0, "text", { group, stream });
    await world.wait(30);
    const queryString = 'fields @message, @logStream | filter @logStream in ["a", "b"] and @message like "ex"';

    const standard = await found({ queryString });
    const infrequent = await found({ logGroupName: "/ia", queryString });

    expect(standard).toMatchObject({ texts: ["text", "text"], statistics: { recordsScanned: 2, bytesScanned: 60 } });
    expect(infrequent).toMatchObject({ texts: ["text", "text"], statistics: { recordsScanned: 3, bytesScanned: 90 } });
    expect(logs.bytesScanned()).toBe(150);
  });

  it.each([
    { filter: '@message like "Flyway" or @message like "ERROR"', texts: ["Flyway ok", "an ERROR"] },
    { filter: 'strcontains(@message, "flyway")', texts: [] },
    { filter: 'strcontains(@message, "flyway", true) = 1', texts: ["Flyway ok"] },
    { filter: "@message like /(?i)error|ok$/", texts: ["Flyway ok", "an ERROR"] },
    { filter: "@message =~ /ERROR/", texts: ["an ERROR"] },
    { filter: 'not (@message like "Flyway") and @message not like "ERROR"', texts: ['say "hi" \\ here'] },
    { filter: '@message like "\\"hi\\" \\\\ h"', texts: ['say "hi" \\ here'] },
    { filter: '@message not in ["an ERROR"] and @logStream = "p/app/1"', texts: ["Flyway ok", 'say "hi" \\ here'] },
  ])("finds by $filter", async ({ filter, texts }) => {
    for (const line of ["Flyway ok", "an ERROR", 'say "hi" \\ here']) write(0, line);
    await world.wait(30);

    expect(
      (await found({ queryString: `fields @message # comment\n| filter ${filter} | sort @timestamp asc` })).texts,
    ).toEqual(texts);
  });

  it("returns its fields as texts, newest first unless sorted, cut at the smaller limit", async () => {
    for (const at of [1, 2, 3]) write(at, String(at));
    await world.wait(30);

    const { rows } = await found({ queryString: "fields @timestamp, @logStream | limit 2" });

    expect(rows).toEqual([
      [
        { field: "@timestamp", value: "2026-03-01 10:00:03.000" },
        { field: "@logStream", value: "p/app/1" },
        { field: "@ptr", value: expect.any(String) },
      ],
      [
        { field: "@timestamp", value: "2026-03-01 10:00:02.000" },
        { field: "@logStream", value: "p/app/1" },
        { field: "@ptr", value: expect.any(String) },
      ],
    ]);
  });

  it("can be stopped while it runs, and only then", async () => {
    const queryId = await startQuery();
    const stop = () => world.done(client.send(new StopQueryCommand({ queryId })));

    await expect(stop()).resolves.toMatchObject({ success: true });
    expect((await results(queryId)).status).toBe("Cancelled");
    await expect(stop()).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("is unknown in another Region", async () => {
    const queryId = await startQuery();
    const elsewhere = new CloudWatchLogsClient(world.client("eu-west-1"));

    await expect(world.done(elsewhere.send(new GetQueryResultsCommand({ queryId })))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
