import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TaskHealth } from "../../../../shared/checks/task-health/config.ts";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import { stopLimit } from "../../../../shared/domain/stop-limit.ts";
import { parseShape } from "../../../../shared/schema/problems.ts";
import { aRollout, at } from "../../../builders/a-rollout.ts";
import { aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

/** The finding on a rollout of 200 tasks, of which so many stopped by themselves. */
function afterStops(stops: number, maxStops: number | string, desired = 200) {
  const tasks = Array.from({ length: stops }, (_, index) => aCrashedTask({}, `t${index}`));
  const facts = theFacts({ tasks, rollout: aRollout({ desiredCount: 200 }) });
  const seen = aServiceMeasurement({
    desired,
    serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }),
  });
  return judgeTaskHealth(aTaskHealth({ maxStops }), seen, facts, at(61));
}

describe("maxStops", () => {
  it.each([0, 101, 1.5, -1, "0%", "101%", "5", "5 %", "1.5%", "%", "-5%", null, true])("is not %j", (maxStops) => {
    const { problems = [] } = parseShape(TaskHealth, { name: "health", kind: "task-health", maxStops });

    expect(problems).toEqual([
      expect.stringMatching(/^maxStops: (?:is empty|must be a number of tasks from 1 to 100, or a share)/),
    ]);
  });

  it("is two tasks unless told, however many are wanted", () => {
    expect(parseShape(TaskHealth, { name: "health", kind: "task-health" }).data?.maxStops).toBe(2);
    expect(afterStops(2, 2)).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^crash loop: 2 tasks stopped by themselves, the/),
    });
  });

  it("as a share is a crash loop from the tenth of 200 tasks on, and says so", () => {
    expect(afterStops(9, "5%").status).toBe("pending");
    expect(afterStops(10, "5%")).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(
        /^crash loop: 10 tasks stopped by themselves \(5% of 200 wanted, at least 2\), the last one: /,
      ),
    });
  });

  it("as a share does not shrink while the service is scaled in", () => {
    expect(afterStops(9, "5%", 4).status).toBe("pending");
  });

  it("as a share is of the most tasks that any look saw wanted, though the rollout began with fewer", () => {
    const tasks = Array.from({ length: 19 }, (_, index) => aCrashedTask({}, `t${index}`));
    const facts = theFacts({ tasks, rollout: aRollout({ desiredCount: 200 }) });
    const serviceDeployment = aServiceDeployment({ status: "IN_PROGRESS" });
    const seen = aServiceMeasurement({ desired: 200, mostDesired: 400, serviceDeployment });

    expect(judgeTaskHealth(aTaskHealth({ maxStops: "5%" }), seen, facts, at(61)).status).toBe("pending");
  });

  it("as a share is never below two, never above the wanted tasks of a larger service, and grows with them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 5000 }),
        (percent, one, other) => {
          const [fewer, more] = [Math.min(one, other), Math.max(one, other)];
          const [low, high] = [stopLimit(`${percent}%`, fewer), stopLimit(`${percent}%`, more)];
          expect(low).toBeGreaterThanOrEqual(2);
          expect(low).toBeLessThanOrEqual(Math.max(2, fewer));
          expect(low * 100).toBeGreaterThanOrEqual(percent * fewer);
          expect(high).toBeGreaterThanOrEqual(low);
          expect(stopLimit(percent, more)).toBe(percent);
        },
      ),
    );
  });
});
