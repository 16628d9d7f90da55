import { afterEach, describe, expect, it } from "vitest";
import { streamEnd } from "../../../shared/aws/stream-end.ts";
import { at, region } from "../../builders/a-rollout.ts";
import { type EmbeddedLogs, embeddedLogs } from "../../builders/embedded-logs.ts";
import { group, streamOf } from "../../builders/log-evidence.ts";

let bench: EmbeddedLogs;
afterEach(() => bench.world.stop());

async function lastOf(stream: string, most = 3, where = group) {
  const lines = await bench.world.done(streamEnd(bench.clients).read({ group: where, region, stream }, most));
  return lines.map(({ text }) => text);
}

describe("the end of a stream", () => {
  it("is refused where the log may not be read", async () => {
    bench = embeddedLogs({}, [{ service: "logs", fault: "denied" }]);

    await expect(lastOf(streamOf("t1"))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(`logs:GetLogEvents on ${group} ${streamOf("t1")} was denied`),
    });
  });

  it("is empty where stream or group do not exist yet, and where nothing was logged", async () => {
    bench = embeddedLogs();
    bench.logs.createStream({ region, group, stream: streamOf("t1") });

    expect(await lastOf(streamOf("t1"))).toEqual([]);
    expect(await lastOf(streamOf("none"))).toEqual([]);
    expect(await lastOf(streamOf("t1"), 3, "/ecs/none")).toEqual([]);
  });

  it("is its last lines, oldest first, however much stands before them, in one call", async () => {
    bench = embeddedLogs();
    for (let n = 0; n < 500; n++) bench.write(n / 100, `line ${n}`, streamOf("t1"));
    bench.write(5, "of another task", streamOf("t2"));
    await bench.world.wait(10);

    expect(await lastOf(streamOf("t1"))).toEqual(["line 497", "line 498", "line 499"]);
    expect(bench.world.network.calls()).toEqual({ "logs:GetLogEvents": 1 });
  });

  it("has the time and the place of each line", async () => {
    bench = embeddedLogs();
    bench.write(1, "up", streamOf("t1"));
    await bench.world.wait(10);
    const place = { group, region, stream: streamOf("t1") };

    expect(await bench.world.done(streamEnd(bench.clients).read(place, 20))).toEqual([
      { group, stream: streamOf("t1"), at: at(1), text: "up" },
    ]);
  });
});
