import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logQueries } from "../../../shared/page/log-query.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aRoutedContainer } from "../../builders/a-firelens-record.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { aContainer, aRollout, at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask, aTaskArn } from "../../builders/a-task.ts";

const config = {
  name: "started",
  kind: "log-signature",
  expect: [{ pattern: "Started" }],
  reject: [{ pattern: "PANIC" }],
};

describe("the query for a check's lines", () => {
  it("asks the rollout's own streams, those of failed tasks first, from its start to a minute after the verdict", () => {
    const dossier = aDossier({
      tasks: [aTask(), aCrashedTask({}, "t2")],
      record: aRecord({ verdict: aVerdict({ at: at(100) }) }),
    });

    expect(logQueries(dossier, config)).toEqual([
      {
        region: "ap-southeast-2",
        group: "/ecs/shop",
        query: [
          "fields @timestamp, @logStream, @message",
          '| filter @logStream in ["shop/app/t2", "shop/app/t1"]',
          "| filter @message like /Started/ or @message like /PANIC/",
          "| sort @timestamp asc",
          "| limit 1000",
        ].join("\n"),
        from: at(0),
        to: at(160),
      },
    ]);
  });

  it("asks for the tasks and the printed text of FireLens records, apart from streams of the same group", () => {
    const containers = [aRoutedContainer(), aContainer({ name: "router" })];
    const dossier = aDossier({ tasks: [aTask()], record: aRecord({ rollout: aRollout({ containers }) }) });

    expect(logQueries(dossier, config).map(({ query }) => query.split("\n").slice(0, 3))).toEqual([
      [
        "fields @timestamp, @logStream, log",
        `| filter ecs_task_arn in ["${aTaskArn("t1")}"]`,
        "| filter log like /Started/ or log like /PANIC/",
      ],
      [
        "fields @timestamp, @logStream, @message",
        '| filter @logStream in ["shop/router/t1"]',
        "| filter @message like /Started/ or @message like /PANIC/",
      ],
    ]);
  });

  it("is none where no container's group is known, or none of the wanted ones", () => {
    const { logs: _, ...container } = aContainer();
    const blind = aDossier({ record: aRecord({ rollout: aRollout({ containers: [container] }) }) });

    expect(logQueries(blind, config)).toEqual([]);
    expect(logQueries(aDossier(), { ...config, container: "sidecar" })).toEqual([]);
  });

  it("is one for each log group and Region", () => {
    const other = aContainer({ name: "proxy", logs: { driver: "awslogs", group: "/ecs/proxy", region: "us-east-1" } });
    const dossier = aDossier({ record: aRecord({ rollout: aRollout({ containers: [aContainer(), other] }) }) });

    expect(logQueries(dossier, config).map(({ group, region }) => [group, region])).toEqual([
      ["/ecs/shop", "ap-southeast-2"],
      ["/ecs/proxy", "us-east-1"],
    ]);
  });

  it("names twenty streams at most, and says so", () => {
    const tasks = Array.from({ length: 30 }, (_, n) => aTask({}, `t${n}`));
    const [{ query = "" } = {}] = logQueries(aDossier({ tasks }), config);

    expect(query.match(/shop\/app\//g)).toHaveLength(20);
    expect(query).toContain("# the first 20 of 30 streams");
  });

  it("keeps every pattern inside its slashes", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/(^|[^\\])(\\\\)*\\$/.test(text)),
        (pattern) => {
          const [{ query = "" } = {}] = logQueries(aDossier(), { name: "n", kind: "log-errors", pattern });
          const [, inside = "none"] = /@message like \/((?:\\.|[^\\/])*)\/\n\| sort/su.exec(query) ?? [];

          expect(inside.replaceAll("\\/", "/")).toBe(pattern.replaceAll("\\/", "/"));
        },
      ),
    );
  });
});
