import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { routedRecords } from "../../../local/scenario/firelens-router.ts";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import { ownLines } from "../../../shared/logs/own-lines.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aRollout, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aTask, aTaskArn } from "../../builders/a-task.ts";
import { aLogLine } from "../../builders/log-evidence.ts";

function routed(line: string, service = "{ containers: [{ logs: { driver: awsfirelens } }] }") {
  const text = `{ title: t, expect: {}, timeline: [], service: ${service} }`;
  const { scenario } = parseScenario(text, { readFile: () => "" });
  const [container] = scenario.service.containers;
  if (container === undefined) throw new Error("The service has no container.");
  const task = aTaskArn("t1");
  return routedRecords({ service: scenario.service, container, task, taskDefinition: taskDefinitionArn }, line);
}

describe("a simulated FireLens router", () => {
  it("writes what the log driver and FireLens tell, into a stream of its own naming", () => {
    const { stream, texts } = routed("up");

    expect(stream).toBe("from-fluent-bit/app-firelens-t1");
    expect(texts.map((text) => JSON.parse(text))).toEqual([
      {
        container_id: "t1-1",
        container_name: "app",
        ecs_cluster: "production",
        ecs_task_arn: aTaskArn("t1"),
        ecs_task_definition: "shop:42",
        source: "stdout",
        log: "up",
      },
    ]);
  });

  it("names containers on EC2 as the ECS agent does, and may use one stream for all", () => {
    const { stream, texts } = routed(
      "up",
      "{ launchType: EC2, containers: [{ name: web_app, logs: { driver: awsfirelens, prefix: none } }] }",
    );

    expect(stream).toBe("firelens");
    expect(JSON.parse(texts[0] ?? "")).toMatchObject({
      container_name: expect.stringMatching(/^\/ecs-shop-42-webapp-[0-9a-f]{20}$/),
    });
  });

  it("leaves the task out where enable-ecs-log-metadata is off", () => {
    const { texts } = routed("up", "{ containers: [{ logs: { driver: awsfirelens, metadata: false } }] }");

    expect(texts[0]).not.toContain("ecs_");
  });

  it("cuts a line after 16 KB, so that no part is longer", () => {
    const parts = routed("é".repeat(20_000)).texts.map((text) => JSON.parse(text) as { log: string });

    expect(parts.map(({ log }) => Buffer.byteLength(log))).toEqual([16_384, 16_384, 7232]);
    expect(parts.at(-1)).toMatchObject({ partial_message: "true", partial_ordinal: "3", partial_last: "true" });
  });

  it("keeps every line as it was printed: short or cut, Unicode, quotes, JSON", () => {
    const streams = rolloutStreams(aRollout({ containers: [aRoutedContainer()] }), [aTask()]);
    const printed = fc
      .oneof(fc.string({ unit: "grapheme" }), fc.json(), fc.constant('"\\u0000\\"⏎'))
      .chain((text) =>
        fc.nat({ max: 3000 }).map((times) => text.repeat(times).slice(0, 100_000).toWellFormed() || text),
      );

    fc.assert(
      fc.property(printed, (line) => {
        const lines = routed(line).texts.map((text) => aLogLine({ stream: "any", text }));

        expect(ownLines(lines, streams).map(({ text }) => text)).toEqual([line]);
      }),
    );
  });
});
