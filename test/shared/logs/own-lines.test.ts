import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownLines } from "../../../shared/logs/own-lines.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aPartText, aRecordText, aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aTask, aTaskArn } from "../../builders/a-task.ts";
import { aLogLine, group, streamOf } from "../../builders/log-evidence.ts";

const tasks = [aTask(), aTask({}, "t2")];
const routed = rolloutStreams(
  aRollout({ containers: [aRoutedContainer(), aRoutedContainer("web_app"), aContainer({ name: "router" })] }),
  tasks,
);

function own(...texts: readonly string[]) {
  return ownLines(
    texts.map((text) => aLogLine({ stream: "any stream", text })),
    routed,
  );
}

describe("a record is nobody's when", () => {
  it.each([
    { what: "it is of an older task", over: { ecs_task_arn: aTaskArn("old") } },
    { what: "it is of a task with the same id elsewhere", over: { ecs_task_arn: "arn:aws:ecs:eu-west-1:1:task/x/t1" } },
    { what: "its container does not log through FireLens", over: { container_name: "router" } },
    { what: "it names no container", over: { container_name: undefined } },
    { what: "it names no task", over: { ecs_task_arn: undefined } },
  ])("$what", ({ over }) => {
    expect(own(aRecordText(over))).toEqual([]);
  });

  it("it stands in another group", () => {
    expect(ownLines([aLogLine({ group: "/ecs/other", stream: "any", text: aRecordText() })], routed)).toEqual([]);
  });

  it.each(["/ecs-other-42-app-d0c89395d3efaac05200", "/ecs-shop-41-app-d0c89395d3efaac05200", "/ecs-shop-42-app"])(
    "Docker's name of its container is %s",
    (name) => {
      expect(own(aRecordText({ container_name: name }))).toEqual([]);
    },
  );

  it("two containers have the same name without the signs that Docker refuses", () => {
    const streams = rolloutStreams(
      aRollout({ containers: [aRoutedContainer("web_app"), aRoutedContainer("webapp")] }),
      tasks,
    );
    const line = aLogLine({ stream: "any", text: aRecordText({ container_name: "/ecs-shop-42-webapp-d0c89395" }) });

    expect(ownLines([line], streams)).toEqual([]);
  });
});

describe("a record is of this rollout", () => {
  it.each([
    ["app", "app"],
    ["web_app", "web_app"],
    ["/ecs-shop-42-app-d0c89395d3efaac05200", "app"],
    ["/ecs-shop-42-webapp-d0c89395d3efaac05200", "web_app"],
  ])("by its task and its container %s", (called, container) => {
    expect(own(aRecordText({ ecs_task_arn: aTaskArn("t2"), container_name: called }))).toEqual([
      expect.objectContaining({ owner: { taskId: "t2", container }, isRecord: true, text: expect.any(String) }),
    ]);
  });

  it("and keeps its time and its stream", () => {
    const [line] = own(aRecordText());

    expect(line).toMatchObject({ group, stream: "any stream", at: at(15), text: "Started App in 4.115 seconds" });
  });
});

describe("a line of awslogs", () => {
  it("is its stream's, whatever it says", () => {
    const line = aLogLine({ stream: streamOf("t2", "router"), text: aRecordText() });

    expect(ownLines([line], routed)).toEqual([
      { ...line, owner: { taskId: "t2", container: "router" }, identity: expect.stringContaining(line.text) },
    ]);
  });
});

describe("a line that Docker cut", () => {
  it("is whole again, in the place of its first part that came", () => {
    const texts = own(aRecordText({ log: "a" }), aPartText("y", 2), aRecordText({ log: "b" }), aPartText("x", 1));

    expect(texts.map(({ text }) => text)).toEqual(["a", "xy", "b"]);
  });

  it("has a new line where a part is missing", () => {
    expect(own(aPartText("x", 1), aPartText("z", 3)).map(({ text }) => text)).toEqual(["x\nz"]);
  });

  it("is not mixed with another one, nor with one of another task", () => {
    const other = JSON.parse(aPartText("c", 1)) as object;
    const lines = own(
      aPartText("a", 1),
      aPartText("b", 1, "another"),
      JSON.stringify({ ...other, ecs_task_arn: aTaskArn("t2") }),
      aPartText("A", 2),
    );

    expect(lines.map(({ text }) => text)).toEqual(["aA", "b", "c"]);
  });

  it("has one identity, whichever of its parts were read", () => {
    const identities = [own(aPartText("x", 1)), own(aPartText("y", 2)), own(aPartText("x", 1), aPartText("y", 2))];

    expect(new Set(identities.flat().map(({ identity }) => identity)).size).toBe(1);
  });

  it("comes out as it was printed, however it was cut and in whatever order its parts came, once or twice", () => {
    const cut = fc.array(fc.string({ unit: "binary", minLength: 1 }), { minLength: 1, maxLength: 12 });
    const shuffled = cut.chain((parts) => {
      const records = parts.map((part, index) => aPartText(part, index + 1));
      return fc.tuple(
        fc.constant(parts.join("")),
        fc.shuffledSubarray([...records, ...records], { minLength: records.length * 2 }),
      );
    });

    fc.assert(
      fc.property(shuffled, ([printed, records]) => {
        expect(own(...records).map(({ text }) => text)).toEqual([printed]);
      }),
    );
  });
});
