import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { LastLines } from "../../../../shared/domain/last-lines.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";
import { theLastLines } from "../../../builders/last-lines.ts";

const long = "5c2a91d07e1f4b6f8c3d";
const twice = [aCrashedTask({ stoppedAt: at(20) }), aCrashedTask({ stoppedAt: at(30) }, long)];

function judged(tasks: readonly Task[], lastLines?: LastLines, seen: Partial<ServiceMeasurement> = {}, second = 61) {
  const measured = aServiceMeasurement({ serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }), ...seen });
  const facts = { ...theFacts({ tasks }), ...(lastLines !== undefined && { lastLines }) };
  return judgeTaskHealth(aTaskHealth(), measured, facts, at(second));
}

function aLine(text: string): LastLines["lines"] {
  return theLastLines()
    .lines.slice(0, 1)
    .map((line) => ({ ...line, text }));
}

describe("the last lines of a crash loop", () => {
  it("are its own where the last task wrote them, and nobody is sent to read them", () => {
    expect(judged(twice, theLastLines({ taskId: long })).reason).toBe(
      "crash loop: 2 tasks stopped by themselves, the last one: container app exit code 1; it logged: no configuration.",
    );
  });

  it("are named by the task that wrote them where the last one wrote none", () => {
    const three = [...twice, aCrashedTask({ stoppedAt: at(40) }, "t3")];

    expect(judged(twice, theLastLines()).reason).toContain("exit code 1; task t1 logged: no configuration");
    expect(judged(three, theLastLines({ taskId: long })).reason).toContain("task 5c2a91d0 logged: no configuration");
  });

  it("stand in the finding as they are", () => {
    const lastLines = theLastLines({ taskId: long });

    expect(judged(twice, lastLines).lines).toEqual(lastLines.lines);
    expect(judged(twice, lastLines).facts).not.toHaveProperty("noLogLines");
  });

  it("are told to be missing, and why", () => {
    const none = { taskId: long, container: "app", lines: [] };

    expect(judged(twice, { ...none, none: "logs:GetLogEvents was denied" })).toMatchObject({
      facts: { noLogLines: "app: logs:GetLogEvents was denied" },
    });
    expect(judged(twice, none)).toMatchObject({ facts: { noLogLines: "app: none" } });
    expect(judged(twice)).not.toHaveProperty("lines");
  });

  it("say more than the class of the stop where they point to a cause", () => {
    const refused = "ERROR could not connect to server: Connection refused";
    const { reason } = judged(twice, theLastLines({ taskId: long, lines: aLine(refused), headline: refused }));

    expect(reason).toMatch(/it logged: .*\. The database or cache could not be reached\. Check its address, /);
  });

  it("explain no task that never ran, and none that ECS killed for its memory", () => {
    const heap = theLastLines({ taskId: long, lines: aLine("java.lang.OutOfMemoryError"), headline: "heap" });
    const killed = (stoppedAt: string, id: string) =>
      aCrashedTask(
        {
          stoppedAt,
          stoppedReason: "OutOfMemoryError: Container killed due to memory usage",
          containers: [
            {
              name: "app",
              lastStatus: "STOPPED",
              exitCode: 137,
              reason: "OutOfMemoryError: Container killed due to memory usage",
            },
          ],
        },
        id,
      );
    const unstarted = (stoppedAt: string, id: string) =>
      aCrashedTask(
        {
          stoppedAt,
          stopCode: "TaskFailedToStart",
          stoppedReason: "CannotPullContainerError: not found",
          containers: [],
        },
        id,
      );

    expect(judged([killed(at(20), "t1"), killed(at(30), long)], heap).facts).toMatchObject({
      stopClass: "out of memory",
    });
    expect(judged([killed(at(20), "t1"), killed(at(30), long)], heap).reason).not.toContain("its own memory");
    expect(judged([unstarted(at(20), "t1"), unstarted(at(30), long)], heap).reason).toMatch(
      /^cannot start: 2 tasks failed to start/,
    );
    expect(judged([unstarted(at(20), "t1"), unstarted(at(30), long)], heap).reason).not.toContain("its own memory");
  });
});

describe("the heading of a crash loop", () => {
  const sick = (stoppedAt: string, id: string) =>
    aCrashedTask(
      {
        stoppedAt,
        stopCode: "ServiceSchedulerInitiated",
        stoppedReason: "Task failed container health checks",
        containers: [],
      },
      id,
    );

  it("names failed health checks where all of them failed these, and what ECS says of the endpoint", () => {
    const text = `(service shop) (port 8080) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [503]).`;
    const { reason } = judged([sick(at(20), "t1"), sick(at(30), "t2")], undefined, {
      deployment: aDeploymentEntry({ running: 0, rolloutState: "IN_PROGRESS" }),
      messages: [{ at: at(25), text }],
    });

    expect(reason).toMatch(/^unhealthy: 2 tasks failed their health checks/);
    expect(reason).toContain("The health endpoint answers with an error. Check its path");
  });

  it("is of no kind where they stopped for several reasons", () => {
    expect(judged([sick(at(20), "t1"), aCrashedTask({ stoppedAt: at(30) }, "t2")]).reason).toMatch(
      /^crash loop: 2 tasks/,
    );
  });
});

describe("tasks that others stopped", () => {
  const spot = (stoppedAt: string, id: string, stoppedReason?: string) =>
    aTask(
      { lastStatus: "STOPPED", stoppedAt, stopCode: "SpotInterruption", ...(stoppedReason && { stoppedReason }) },
      id,
    );

  it("are told by ECS's words on the last one, in whatever order they are known", () => {
    const both = [spot(at(50), "t1", "The later words."), spot(at(40), "t2", "The earlier words.")];

    for (const tasks of [both, both.toReversed()])
      expect(judged(tasks, undefined, {}, 5000).reason).toMatch(/; 2 of its tasks were stopped: The later words$/);
  });

  it("are told without words where ECS gives none", () => {
    expect(judged([spot(at(40), "t1")], undefined, {}, 5000).reason).toMatch(
      /; 1 of its tasks was stopped: no reason given$/,
    );
  });
});
