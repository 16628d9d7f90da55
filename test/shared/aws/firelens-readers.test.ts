import { afterEach, describe, expect, it } from "vitest";
import { logInsights } from "../../../shared/aws/log-insights.ts";
import { logTail } from "../../../shared/aws/log-tail.ts";
import type { LogTarget } from "../../../shared/domain/log.ts";
import { aRecordText } from "../../builders/a-firelens-record.ts";
import { at, region } from "../../builders/a-rollout.ts";
import { aTaskArn } from "../../builders/a-task.ts";
import { type EmbeddedLogs, embeddedLogs } from "../../builders/embedded-logs.ts";
import { aTarget } from "../../builders/log-evidence.ts";

const ids = Array.from({ length: 40 }, (_, n) => `${String(n).padStart(30, "0")}ab`);
const target = aTarget({ streams: [], taskIds: ids });
let bench: EmbeddedLogs;
afterEach(() => bench.world.stop());

function record(taskId: string, log: string): string {
  return aRecordText({ ecs_task_arn: aTaskArn(taskId), log });
}

async function tail(over: Partial<LogTarget> = {}) {
  const page = await bench.world.done(logTail(bench.clients).read({ ...target, ...over }, at(0), at(60)));
  return { lines: page.lines.map(({ text }) => text), readUntil: page.readUntil };
}

describe("the tail of a FireLens group", () => {
  it("returns the records of its tasks and no other line, whatever the streams are called", async () => {
    bench = embeddedLogs({ pageEvents: 7, emptyPageEvery: 2 });
    const own = ids.map((id) => record(id, `of ${id}`));
    for (const [n, text] of own.entries()) bench.write(n, text, n % 2 === 0 ? "one for all" : `s/${n}`);
    for (const [n, text] of [record("older", "old"), `plain ${ids[0]}`, '{"a":1}'].entries())
      bench.write(n, text, "one for all");
    await bench.world.wait(300);
    const { lines, readUntil } = await tail();

    expect([...lines].sort()).toEqual([...own].sort());
    expect(readUntil).toBe(at(60));
  });

  it("takes a group that does not exist yet for one without lines", async () => {
    bench = embeddedLogs();

    expect(await tail({ group: "/ecs/none" })).toEqual({ lines: [], readUntil: at(60) });
    expect(bench.world.network.calls()).toEqual({ "logs:FilterLogEvents": 1 });
  });

  it("cannot read the class Infrequent Access", async () => {
    bench = embeddedLogs();
    bench.logs.createGroup({ region, group: "/ia" }, "INFREQUENT_ACCESS");

    await expect(tail({ group: "/ia" })).rejects.toMatchObject({ name: "DependencyRefused" });
  });

  it("reads 100 pages of one look, and says how far it got", async () => {
    bench = embeddedLogs({ pageEvents: 1, emptyPageEvery: 0 });
    for (let n = 0; n < 150; n++) bench.write(n / 10, record(ids[0] ?? "", `line ${n}`), "s");
    await bench.world.wait(300);
    const { lines, readUntil } = await tail({ taskIds: ids.slice(0, 1) });

    expect(lines).toHaveLength(100);
    expect(readUntil).toBe(at(9.9));
  });
});

describe("Logs Insights in a FireLens group", () => {
  it.each(["STANDARD", "INFREQUENT_ACCESS"] as const)(
    "finds the records of its tasks in the class %s",
    async (logClass) => {
      bench = embeddedLogs();
      const place = { region, group: "/routed" };
      bench.logs.createGroup(place, logClass);
      for (const id of [...ids, "older"])
        bench.logs.put({ ...place, stream: "s" }, { at: at(5), text: record(id, "Started") });
      await bench.world.wait(300);
      const { start, result } = logInsights(bench.clients);
      const queryId = await bench.world.done(start({ ...target, ...place }, at(0), at(60), ["Started"]));
      await bench.world.wait(60);
      const { lines } = await bench.world.done(result(queryId, place));

      expect(lines.map(({ text }) => text)).toEqual(ids.map((id) => record(id, "Started")));
    },
  );
});
