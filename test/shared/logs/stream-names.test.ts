import { describe, expect, it } from "vitest";
import type { ContainerLogs } from "../../../shared/domain/rollout.ts";
import { rolloutStreams } from "../../../shared/logs/stream-names.ts";
import { aContainer, aRollout, region } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { group, streamOf } from "../../builders/log-evidence.ts";

function withLogs(logs: Partial<ContainerLogs>) {
  return aContainer({ logs: { ...aContainer().logs, driver: "awslogs", ...logs } });
}

const { logs: _, ...silent } = aContainer();
const { group: __, ...groupless } = aContainer().logs ?? { driver: "awslogs" };
const { streamPrefix: ___, ...prefixless } = aContainer().logs ?? { driver: "awslogs" };

describe("a container's lines cannot be read when", () => {
  it.each([
    { container: silent, reason: "it has no log configuration" },
    {
      container: aContainer({ logs: { driver: "awsfirelens" } }),
      reason: "its log driver is awsfirelens, and the profile does not name its log group (firelens.group)",
    },
    {
      container: aContainer({ logs: { driver: "splunk" } }),
      reason: "its log driver is splunk, whose streams cannot be derived",
    },
    { container: aContainer({ logs: groupless }), reason: "its log options name no group or Region" },
    {
      container: withLogs({ logClass: "DELIVERY" }),
      reason: "log group /ecs/shop has the class DELIVERY, which cannot be read",
    },
    {
      container: withLogs({ streamPrefix: 'a" or 1' }),
      reason: 'its stream prefix a" or 1 has characters that cannot stand in a query',
    },
  ])("$reason", ({ container, reason }) => {
    const { targets, unreadable } = rolloutStreams(aRollout({ containers: [container] }), [aTask()]);

    expect(targets).toEqual([]);
    expect(unreadable).toEqual([{ container: "app", reason }]);
  });
});

describe("the streams of a rollout", () => {
  it("are none before a task has started", () => {
    const starting = ["PROVISIONING", "PENDING"].map((lastStatus) => {
      const { startedAt: _, ...task } = aTask({ lastStatus });
      return task;
    });

    expect(rolloutStreams(aRollout(), starting).targets).toEqual([]);
  });

  it.each(["ACTIVATING", "RUNNING", "STOPPING", "STOPPED"])("hold those of a task that is %s", (lastStatus) => {
    const { startedAt: _, ...task } = aTask({ lastStatus });

    expect(rolloutStreams(aRollout(), [task]).targets).toMatchObject([{ streams: [streamOf("t1")] }]);
  });

  it("are named by prefix, container and task, and know their owners", () => {
    const { targets, owners } = rolloutStreams(aRollout(), [aTask(), aTask({}, "t2")]);

    expect(targets).toEqual([
      { id: group, group, region, logClass: "STANDARD", streams: [streamOf("t1"), streamOf("t2")] },
    ]);
    expect(owners.get(`${group}\n${streamOf("t2")}`)).toEqual({ taskId: "t2", container: "app" });
    expect(owners.size).toBe(2);
  });

  it("are named by the container's runtime id where there is no prefix", () => {
    const rollout = aRollout({ containers: [aContainer({ logs: prefixless })] });
    const task = aTask({ containers: [{ name: "app", runtimeId: "abc-1" }] });

    expect(rolloutStreams(rollout, [task, aTask({}, "t2")]).targets).toMatchObject([{ streams: ["abc-1"] }]);
  });

  it("are grouped by log group, also for several containers", () => {
    const containers = [
      aContainer(),
      aContainer({ name: "proxy" }),
      { ...withLogs({ group: "/ecs/jobs" }), name: "job" },
    ];
    const { targets } = rolloutStreams(aRollout({ containers }), [aTask()]);

    expect(targets.map(({ id, streams }) => [id, streams])).toEqual([
      [group, [streamOf("t1"), streamOf("t1", "proxy")]],
      ["/ecs/jobs", ["shop/job/t1"]],
    ]);
  });

  it("are told apart by Region, where a group of the same name exists", () => {
    const containers = [aContainer(), { ...withLogs({ region: "us-east-1" }), name: "proxy" }];
    const { targets } = rolloutStreams(aRollout({ containers }), [aTask()]);

    expect(targets.map(({ id, region: where }) => [id, where])).toEqual([
      [group, region],
      [`${group} us-east-1`, "us-east-1"],
    ]);
  });

  it("come in portions of at most 100 streams and 8,000 characters", () => {
    const tasks = Array.from({ length: 250 }, (_, n) => aTask({}, `t${n}`));
    const { targets } = rolloutStreams(aRollout(), tasks);
    const long = rolloutStreams(aRollout({ containers: [withLogs({ streamPrefix: "p".repeat(200) })] }), tasks);

    expect(targets.map(({ id, streams }) => [id, streams.length])).toEqual([
      [group, 100],
      [`${group} #2`, 100],
      [`${group} #3`, 50],
    ]);
    expect(long.targets.flatMap(({ streams }) => streams)).toHaveLength(250);
    for (const { streams } of long.targets) expect(streams.join('", "').length).toBeLessThanOrEqual(8000);
  });
});
