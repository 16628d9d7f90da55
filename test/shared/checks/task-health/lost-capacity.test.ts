import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { CapacityDip } from "../../../../shared/domain/capacity.ts";
import type { RolloutFacts } from "../../../../shared/domain/facts.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

/** From second 20 to second 50 two of four wanted tasks ran. */
function aDip(over: Partial<CapacityDip> = {}): CapacityDip {
  return { lowest: 2, desired: 4, minimum: 4, held: 4, from: at(20), until: at(50), confirmed: true, ...over };
}

interface Story {
  readonly capacity?: "gate" | "shadow";
  readonly facts?: Partial<RolloutFacts>;
  readonly seconds?: number;
  readonly goingOn?: boolean;
}

function judged(dips: readonly CapacityDip[], { capacity = "gate", facts = {}, seconds = 61, goingOn }: Story = {}) {
  const serviceDeployment = aServiceDeployment(goingOn ? { status: "IN_PROGRESS" } : {});
  const seen = aServiceMeasurement({ serviceDeployment, capacity: { running: 4, held: 4, dips } });
  return judgeTaskHealth(aTaskHealth({ capacity }), seen, theFacts(facts), at(seconds));
}

const stopped = { lastStatus: "STOPPED", desiredStatus: "STOPPED", stoppedAt: at(15) };
const spot = { ...stopped, stopCode: "SpotInterruption", stoppedReason: "Your Spot Task was interrupted." };

describe("capacity that decides fails a release", () => {
  it("that took tasks away, with how many, how long, and what the tasks stopped of", () => {
    const olderTasks = ["o1", "o2"].map((id) => aCrashedTask({ startedBy: "ecs-svc/1" }, id));

    expect(judged([aDip()], { facts: { olderTasks } })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: "capacity fell to 2 of 4 tasks (minimum 4) for 30s (crash: 2 tasks)",
      facts: {
        capacityLowest: 2,
        capacityMinimum: 4,
        capacityDesired: 4,
        capacitySeconds: 30,
        capacityFrom: at(20),
        capacityUntil: at(50),
      },
    });
  });

  it("while tasks are missing, as soon as a second look confirms it, however long after the first", () => {
    const { until: _, confirmed, ...open } = aDip();

    expect(judged([open], { goingOn: true, seconds: 50 })).toMatchObject({ status: "pending", lookAgainAt: at(55) });
    expect(judged([{ ...open, confirmed: true }], { goingOn: true, seconds: 50 })).toMatchObject({ status: "failed" });
  });

  it.each([
    { who: "Spot", stopCode: "SpotInterruption" },
    { who: "a person", stopCode: "UserInitiated" },
  ])("where the tasks that $who stopped had never run", ({ stopCode }) => {
    const tasks = ["t1", "t2"].map((id) => {
      const { startedAt: _, ...starting } = aTask({ ...stopped, stopCode }, id);
      return starting;
    });

    expect(judged([aDip()], { facts: { tasks }, goingOn: true })).toMatchObject({
      status: "failed",
      reason: expect.not.stringContaining("not by the release"),
    });
  });

  it("of which Spot took only a part", () => {
    const { status, reason } = judged([aDip()], { facts: { olderTasks: [aTask(spot, "o1")] } });

    expect([status, reason]).toEqual(["failed", "capacity fell to 2 of 4 tasks (minimum 4) for 30s (spot: 1 task)"]);
  });

  it("after its crash loop, which says more", () => {
    const tasks = [aCrashedTask(), aCrashedTask({}, "t2")];

    expect(judged([aDip()], { facts: { tasks } }).reason).toMatch(/^crash loop/);
  });
});

describe("lost capacity is told beside a pass", () => {
  const standing = "rollout SUCCESSFUL, 2/2 tasks running";

  it("that only one look has seen, whatever the profile says and however late the next one came", () => {
    const { confirmed: _, ...fleeting } = aDip();

    expect(judged([fleeting])).toMatchObject({
      status: "passed",
      reason: `${standing}; capacity fell to 2 of 4 tasks (minimum 4) for 30s`,
    });
  });

  it("unless the profile lets it decide", () => {
    const reason = `${standing}; capacity fell to 2 of 4 tasks (minimum 4) for 30s`;

    expect(judged([aDip()], { capacity: "shadow" })).toMatchObject({
      status: "passed",
      reason,
      facts: { remark: "capacity fell to 2 of 4 tasks (minimum 4) for 30s" },
    });
  });

  it.each([
    { who: "Spot", stop: spot, name: "spot" },
    { who: "a person", stop: { ...stopped, stopCode: "UserInitiated" }, name: "stopped by a person" },
    { who: "a host", stop: { ...stopped, stopCode: "InfrastructureHealth" }, name: "host" },
  ])("where $who took the tasks, whatever the profile says", ({ stop, name }) => {
    const facts = { olderTasks: ["o1", "o2"].map((id) => aTask(stop, id)) };
    const { status, reason } = judged([aDip()], { facts });

    expect(status).toBe("passed");
    expect(reason).toContain(`for 30s, not by the release (${name}: 2 tasks)`);
  });

  it("loudly when nothing ran, also where the service's minimum allows it", () => {
    const { status, reason } = judged([aDip({ lowest: 0, desired: 1, minimum: 0, held: 1 })]);

    expect(status).toBe("passed");
    expect(reason).toBe(`${standing}; the service was down: capacity fell to 0 of 1 tasks (minimum 0) for 30s`);
  });

  it("by the deepest of several falls", () => {
    const dips = [aDip({ lowest: 3 }), aDip({ lowest: 1, from: at(30) }), aDip({ from: at(40) })];

    expect(judged(dips, { capacity: "shadow" }).reason).toContain(
      "fell to 1 of 4 tasks (minimum 4) for 20s (the deepest of 3 falls)",
    );
  });
});

it("a rollout that is not whole in time says what it did to the capacity", () => {
  const seen = aServiceMeasurement({
    serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }),
    deployment: aDeploymentEntry({ running: 1 }),
    capacity: { running: 2, held: 4, dips: [aDip()] },
  });

  expect(judgeTaskHealth(aTaskHealth(), seen, theFacts(), at(900)).reason).toBe(
    "not stable within 15m: rollout IN_PROGRESS, 1/2 tasks running; capacity fell to 2 of 4 tasks (minimum 4) for 30s",
  );
});
