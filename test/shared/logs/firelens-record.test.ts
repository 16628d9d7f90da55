import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecord } from "../../../shared/logs/firelens-record.ts";
import { aPartText, aRecordText } from "../../builders/a-firelens-record.ts";
import { aTaskArn } from "../../builders/a-task.ts";

describe("a line is no record of a task's container when", () => {
  it.each([
    { what: "it is no JSON", line: "Started App" },
    { what: "it was cut", line: aRecordText().slice(0, -1) },
    { what: "it is a JSON text", line: '"ecs_task_arn"' },
    { what: "it is a list", line: '[{"ecs_task_arn":"a","container_name":"b"}]' },
    { what: "it is null", line: "null" },
    { what: "enable-ecs-log-metadata is off", line: aRecordText({ ecs_task_arn: undefined }) },
    { what: "its container was left out", line: aRecordText({ container_name: undefined }) },
    { what: "its task is no text", line: aRecordText({ ecs_task_arn: 1 }) },
  ])("$what", ({ line }) => {
    expect(readRecord(line)).toBeUndefined();
  });
});

describe("a record says", () => {
  it("which task and container printed what", () => {
    expect(readRecord(aRecordText())).toEqual({
      taskArn: aTaskArn("t1"),
      containerName: "app",
      text: "Started App in 4.115 seconds",
    });
  });

  it.each([
    { what: "other fields than log", over: { log: undefined, level: "ERROR", message: "x" } },
    { what: "an object in log", over: { log: { level: "ERROR", message: "x" } } },
  ])("what a router made of a JSON line: $what", ({ over }) => {
    expect(readRecord(aRecordText(over))?.text).toBe('{"level":"ERROR","message":"x"}');
  });

  it.each([
    { what: "texts, as Docker writes them", over: {} },
    { what: "other types", over: { partial_message: true, partial_ordinal: 2 } },
  ])("that it is a part of a line, in $what", ({ over }) => {
    const line = JSON.stringify({ ...JSON.parse(aPartText("abc", 2)), ...over });

    expect(readRecord(line)).toMatchObject({ text: "abc", part: { id: "7bf32", ordinal: 2 } });
  });

  it.each([{ partial_message: "false" }, { partial_id: 1 }, { partial_ordinal: "second" }])(
    "nothing of parts with %j",
    (over) => {
      expect(readRecord(JSON.stringify({ ...JSON.parse(aPartText("abc", 2)), ...over }))).not.toHaveProperty("part");
    },
  );

  it("every text as it was printed: Unicode, quotes, control characters, JSON lines", () => {
    const printed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.string().map((text) => JSON.stringify({ log: text, ecs_task_arn: "another", partial_message: "true" })),
    );

    fc.assert(
      fc.property(printed, (log) => {
        expect(readRecord(aRecordText({ log }))).toEqual({ taskArn: aTaskArn("t1"), containerName: "app", text: log });
      }),
    );
  });
});
