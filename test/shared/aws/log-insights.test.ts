import { afterEach, describe, expect, it } from "vitest";
import { logGroups } from "../../../shared/aws/log-groups.ts";
import { logInsights } from "../../../shared/aws/log-insights.ts";
import { at, region } from "../../builders/a-rollout.ts";
import { type EmbeddedLogs, embeddedLogs } from "../../builders/embedded-logs.ts";
import { aTarget, group, streamOf } from "../../builders/log-evidence.ts";
import { logReaderContract } from "./log-readers.contract.ts";

logReaderContract(
  "Logs Insights",
  async (clients, { target, from, to }, world) => {
    const insights = logInsights(clients);
    const queryId = await insights.start(target, from, to, []);
    for (;;) {
      const { status, lines } = await insights.result(queryId, target);
      if (status !== "running") return lines;
      await world.clock.clock.sleep(1000);
    }
  },
  {},
);

describe("Logs Insights", () => {
  let bench: EmbeddedLogs;
  afterEach(() => bench.world.stop());

  async function query(literals: readonly string[], over: Parameters<typeof aTarget>[0] = {}) {
    const insights = logInsights(bench.clients);
    const queryId = await bench.world.done(insights.start(aTarget(over), at(0), at(60), literals));
    return { queryId, result: () => bench.world.done(insights.result(queryId, aTarget(over))) };
  }

  it("shows what it has while it runs, and everything with the bytes it scanned when it is complete", async () => {
    bench = embeddedLogs({ queryDurationSeconds: 4, insightsLagSeconds: 0 });
    for (let n = 0; n < 4; n++) bench.write(n, `line ${n}`, streamOf("t1"));
    await bench.world.wait(10);
    const { result } = await query([]);
    await bench.world.wait(2);
    expect(await result()).toMatchObject({ status: "running", lines: [{ text: "line 0" }, { text: "line 1" }] });
    await bench.world.wait(2);

    expect(await result()).toMatchObject({ status: "complete", isCut: false, bytesScanned: 4 * (26 + 6) });
    expect((await result()).lines).toHaveLength(4);
  });

  it("is narrowed by literals, whatever characters they hold", async () => {
    bench = embeddedLogs({ queryDurationSeconds: 0, insightsLagSeconds: 0 });
    const literals = ['say "x"', "back\\slash", "a|b # c", "50 % [x] {y}"];
    for (const [n, text] of [...literals, "other"].entries()) bench.write(n, `.${text}.`, streamOf("t1"));
    await bench.world.wait(10);

    for (const literal of literals) {
      expect((await (await query([literal])).result()).lines.map(({ text }) => text)).toEqual([`.${literal}.`]);
    }
    expect((await (await query(literals)).result()).lines).toHaveLength(4);
  });

  it("says that lines are missing when there are more than 10,000", async () => {
    bench = embeddedLogs({ queryDurationSeconds: 0, insightsLagSeconds: 0 });
    for (let n = 0; n < 10_001; n++) bench.write(n / 1000, `line ${n}`, streamOf("t1"));
    await bench.world.wait(60);
    const found = await (await query([])).result();

    expect(found).toMatchObject({ status: "complete", isCut: true });
    expect(found.lines.at(-1)).toMatchObject({ text: "line 9999" });
  });

  it("reads an Infrequent Access group", async () => {
    bench = embeddedLogs({ queryDurationSeconds: 0, insightsLagSeconds: 0 });
    bench.logs.createGroup({ region, group: "/ia" }, "INFREQUENT_ACCESS");
    bench.logs.put({ region, group: "/ia", stream: streamOf("t1") }, { at: at(1), text: "cheap" });
    await bench.world.wait(10);

    expect((await (await query([], { group: "/ia" })).result()).lines).toMatchObject([{ group: "/ia", text: "cheap" }]);
  });

  it("reports a full account as throttling, and an unknown query or group as not found", async () => {
    bench = embeddedLogs({ concurrentQueries: 1, queryDurationSeconds: 60 });
    await query([]);

    await expect(query([])).rejects.toMatchObject({ name: "DependencyThrottled" });
    await expect(query([], { group: "/ecs/none" })).rejects.toMatchObject({ name: "NotFound" });
    await expect(bench.world.done(logInsights(bench.clients).result("nope", aTarget()))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("calls a query that was stopped failed", async () => {
    bench = embeddedLogs({ queryDurationSeconds: 60 });
    const { queryId, result } = await query([]);
    const { StopQueryCommand } = await import("@aws-sdk/client-cloudwatch-logs");
    await bench.world.done(bench.clients(region).send(new StopQueryCommand({ queryId })));

    expect(await result()).toMatchObject({ status: "failed" });
  });
});

describe("the class of a log group", () => {
  it("is known by its whole name, in its Region", async () => {
    const bench = embeddedLogs();
    bench.logs.createGroup({ region, group: `${group}-jobs` }, "INFREQUENT_ACCESS");
    const port = logGroups(bench.clients);

    expect(await bench.world.done(port.logClass(group, region))).toBe("STANDARD");
    expect(await bench.world.done(port.logClass(`${group}-jobs`, region))).toBe("INFREQUENT_ACCESS");
    expect(await bench.world.done(port.logClass("/ecs", region))).toBeUndefined();
    expect(await bench.world.done(port.logClass(group, "us-east-1"))).toBeUndefined();
    bench.world.stop();
  });
});
