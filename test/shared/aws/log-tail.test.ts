import { afterEach, describe, expect, it } from "vitest";
import { logTail } from "../../../shared/aws/log-tail.ts";
import { at } from "../../builders/a-rollout.ts";
import { type EmbeddedLogs, embeddedLogs } from "../../builders/embedded-logs.ts";
import { aTarget, streamOf } from "../../builders/log-evidence.ts";
import { logReaderContract } from "./log-readers.contract.ts";

logReaderContract(
  "FilterLogEvents",
  async (clients, { target, from, to }) => (await logTail(clients).read(target, from, to)).lines,
  { pageEvents: 7, emptyPageEvery: 1 },
);

describe("the tail", () => {
  let bench: EmbeddedLogs;
  afterEach(() => bench.world.stop());

  async function read(over: Parameters<typeof aTarget>[0] = {}) {
    const page = await bench.world.done(logTail(bench.clients).read(aTarget(over), at(0), at(60)));
    return { texts: page.lines.map(({ text }) => text), readUntil: page.readUntil };
  }

  it("takes streams that do not exist yet for streams without lines, whichever they are", async () => {
    bench = embeddedLogs();
    const streams = Array.from({ length: 9 }, (_, n) => streamOf(`t${n}`));
    for (const n of [1, 4, 5, 8]) bench.write(n, `line ${n}`, streams[n] ?? "");
    await bench.world.wait(100);

    expect((await read({ streams })).texts.sort()).toEqual(["line 1", "line 4", "line 5", "line 8"]);
    expect(await read({ streams: [streamOf("none")] })).toEqual({ texts: [], readUntil: at(60) });
  });

  it("takes a group that does not exist yet for one without lines, and asks once only", async () => {
    bench = embeddedLogs();

    expect(await read({ group: "/ecs/none", streams: [streamOf("t1"), streamOf("t2"), streamOf("t3")] })).toEqual({
      texts: [],
      readUntil: at(60),
    });
    expect(bench.world.network.calls()).toEqual({ "logs:FilterLogEvents": 1 });
  });

  it("sees a line seconds after it was written, and nothing of an Infrequent Access group", async () => {
    bench = embeddedLogs({ tailLagSeconds: 3 });
    for (const id of ["t1", "t2"]) bench.write(0, id, streamOf(id));
    expect((await read()).texts).toEqual([]);
    await bench.world.wait(3);
    expect((await read()).texts).toEqual(["t1", "t2"]);

    bench.logs.createGroup({ region: aTarget().region, group: "/ia" }, "INFREQUENT_ACCESS");
    await expect(read({ group: "/ia" })).rejects.toMatchObject({ name: "DependencyRefused" });
  });

  it("reads 50,000 lines at one look, and says how far it got", async () => {
    bench = embeddedLogs({ emptyPageEvery: 0, pageBytes: 100_000_000 });
    for (let n = 0; n < 50_010; n++) bench.write(n / 1000, "x", streamOf("t1"));
    bench.write(0, "y", streamOf("t2"));
    await bench.world.wait(100);
    const { texts, readUntil } = await read();

    expect(texts).toHaveLength(50_000);
    expect(readUntil).toBe(at(49.998));
  });
});
