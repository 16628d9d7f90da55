import { describe, expect, it } from "vitest";
import type { LogEvidence, LogLine } from "../../../shared/domain/log.ts";
import { noCoverage, readLogs } from "../../../shared/logs/read-logs.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aPartText, aRecordText, aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aTask, aTaskArn } from "../../builders/a-task.ts";
import { aLogLine, group } from "../../builders/log-evidence.ts";
import { aPattern } from "../../builders/watched-pattern.ts";

const streams = rolloutStreams(aRollout({ containers: [aRoutedContainer()] }), [aTask(), aTask({}, "t2")]);

function line(text: string, second = 15): LogLine {
  return aLogLine({ stream: "one for all", text, at: at(second) });
}

/** Looks once per read of the tail, and Insights answers its whole answer at each look. */
async function looks(
  tails: readonly (readonly LogLine[])[],
  found: readonly LogLine[],
  pattern = aPattern({ pattern: "^Started", follow: 2 }),
) {
  let evidence: LogEvidence = { hits: [], coverage: noCoverage(at(0)) };
  for (const [index, lines] of tails.entries()) {
    const readers = {
      tail: { read: async () => ({ lines, readUntil: at(20 + index * 40) }) },
      insights: {
        start: async () => `query ${index}`,
        result: async () => ({ status: "complete" as const, lines: found, isCut: false, bytesScanned: 0 }),
      },
    };
    const question = { streams, patterns: [pattern], redaction: { emails: true }, windowStart: at(0), awaiting: true };
    const look = await readLogs(readers, { ...question, now: at(20 + index * 40) }, evidence);
    evidence = { hits: [...evidence.hits, ...look.hits], coverage: look.coverage };
  }
  return evidence;
}

describe("lines through FireLens", () => {
  it("are read as one target of the group, beside streams of the same group", () => {
    const containers = [aRoutedContainer(), aContainer({ name: "router" }), aRoutedContainer("proxy")];

    expect(rolloutStreams(aRollout({ containers }), [aTask()]).targets).toMatchObject([
      { id: group, streams: ["shop/router/t1"] },
      { id: `${group} firelens`, group, streams: [], taskIds: ["t1"] },
    ]);
  });

  it("come in targets of at most 100 tasks, none for an id that could end a quoted text", () => {
    const tasks = Array.from({ length: 150 }, (_, n) => aTask({}, `t${n}`));
    const { targets } = rolloutStreams(aRollout({ containers: [aRoutedContainer()] }), [
      ...tasks,
      aTask({}, 't" or @message like "'),
    ]);

    expect(targets.map(({ id, taskIds }) => [id, taskIds?.length])).toEqual([
      [`${group} firelens`, 100],
      [`${group} firelens #2`, 50],
    ]);
  });

  it("match by what the container printed, not by the JSON around it", async () => {
    const { hits } = await looks([[line(aRecordText())]], []);
    const around = await looks([[line(aRecordText())]], [], aPattern({ pattern: "production|stdout|shop" }));

    expect(hits).toMatchObject([
      { taskId: "t1", container: "app", stream: "one for all", text: "Started App in 4.115 seconds" },
    ]);
    expect(around.hits).toEqual([]);
  });

  it("count once, whichever readers return them", async () => {
    const lines = [line(aRecordText()), line(aRecordText({ ecs_task_arn: aTaskArn("t2") }))];

    expect((await looks([lines, lines, []], lines)).hits.map(({ taskId }) => taskId)).toEqual(["t1", "t2"]);
  });

  it("count once when Docker cut them, however many of their parts the first look sees", async () => {
    const [first, second] = [line(aPartText("Started A", 1)), line(aPartText("pp", 2))];

    expect((await looks([[first], [first, second]], [first, second])).hits).toHaveLength(1);
  });

  it("are followed by lines of the same task, without secrets", async () => {
    const printed = (log: string, task: string) => line(aRecordText({ log, ecs_task_arn: aTaskArn(task) }));
    const lines = [line(aRecordText()), printed("password=hunter2 is wrong", "t1"), printed("Action:", "t2")];

    expect((await looks([lines], [])).hits[0]?.following?.map(({ text }) => text)).toEqual([
      "password=[secret] is wrong",
    ]);
  });

  it("are kept by task, though they share a stream", async () => {
    const lines = Array.from({ length: 5 }, (_, n) => [
      line(aRecordText(), n),
      line(aRecordText({ ecs_task_arn: aTaskArn("t2") }), n),
    ]).flat();

    expect((await looks([lines], [], aPattern({ pattern: "Started", keepPerStream: 2 }))).hits).toHaveLength(4);
  });
});

describe("whether a record told whose it is", () => {
  it("is known after a look, and stays known", async () => {
    const nobodys = line(aRecordText({ ecs_task_arn: undefined }));

    expect((await looks([[nobodys]], [])).coverage).toMatchObject({ anyRecord: false, anyLine: false });
    expect((await looks([[nobodys, line(aRecordText({ log: "x" }))], []], [])).coverage.anyRecord).toBe(true);
  });

  it("is not asked where nothing goes through FireLens", async () => {
    const readers = {
      tail: { read: async () => ({ lines: [], readUntil: at(20) }) },
      insights: { start: async () => "q", result: () => Promise.reject(new Error("not asked")) },
    };
    const direct = {
      streams: rolloutStreams(aRollout(), [aTask()]),
      patterns: [],
      redaction: { emails: true },
      windowStart: at(0),
      now: at(20),
      awaiting: true,
    };

    expect((await readLogs(readers, direct, { hits: [], coverage: noCoverage(at(0)) })).coverage).not.toHaveProperty(
      "anyRecord",
    );
  });
});
