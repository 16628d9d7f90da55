import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type SimulatedLogs, simulatedLogs } from "../../../local/logs/simulated-logs.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

let logs: SimulatedLogs;
let world: VirtualWorld;
let client: CloudWatchLogsClient;

beforeEach(() => {
  logs = simulatedLogs();
  world = inVirtualTime({ logs: logs.server });
  client = new CloudWatchLogsClient(world.client());
});
afterEach(() => world.stop());

it("refuses the streams of an unknown group", async () => {
  const call = world.done(client.send(new DescribeLogStreamsCommand({ logGroupName: "/nope" })));

  await expect(call).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

it("tells the class of each group of the Region, by prefix and page by page", async () => {
  logs.createGroup({ region: home, group: "/app/b" }, "INFREQUENT_ACCESS");
  logs.createGroup({ region: home, group: "/app/a" });
  logs.createGroup({ region: home, group: "/other" });
  logs.createGroup({ region: "eu-west-1", group: "/app/c" });
  const describe = (nextToken?: string) =>
    world.done(client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/app", limit: 1, nextToken })));

  const first = await describe();
  const second = await describe(first.nextToken);

  expect(first.logGroups).toMatchObject([{ logGroupName: "/app/a", logGroupClass: "STANDARD" }]);
  expect(second.logGroups).toMatchObject([{ logGroupName: "/app/b", logGroupClass: "INFREQUENT_ACCESS" }]);
  expect(second.nextToken).toBeUndefined();
});

it("knows a stream before its first line, and the time of its last line only an hour later", async () => {
  const place = { region: home, group: "/app", stream: "p/app/1" };
  logs.createGroup(place);
  logs.createStream(place);
  const streams = async () =>
    (await world.done(client.send(new DescribeLogStreamsCommand({ logGroupName: "/app" })))).logStreams;
  expect(await streams()).toMatchObject([{ logStreamName: "p/app/1" }]);

  logs.put(place, { at: world.clock.clock.now(), text: "line" });
  await world.wait(10);
  expect((await streams())?.[0]).not.toHaveProperty("lastEventTimestamp");
  await world.wait(3590.001);
  expect((await streams())?.[0]).toHaveProperty("lastEventTimestamp", Date.parse("2026-03-01T10:00:00Z"));
});
