import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TaskContainer } from "../../../shared/domain/task.ts";
import {
  classifyStop,
  culprit,
  describeStop,
  selfStops,
  stoppedByItself,
} from "../../../shared/domain/task-failures.ts";
import { aContainer, at } from "../../builders/a-rollout.ts";
import { aCrashedTask, anEndedContainer } from "../../builders/a-task.ts";

const exited = "Essential container in task exited";

describe("the container that ended first by itself", () => {
  const victim = anEndedContainer({ name: "proxy", exitCode: 143 });

  it.each([
    { what: "ran out of memory", container: anEndedContainer({ exitCode: 1, reason: "OutOfMemoryError: killed" }) },
    { what: "ended with an error", container: anEndedContainer({ exitCode: 2 }) },
    { what: "ended without one", container: anEndedContainer({ exitCode: 0 }) },
    { what: "never ran", container: { name: "app", reason: "CannotStartContainerError: no such file" } },
  ])("is the one that $what, not the one that was told to stop", ({ container }) => {
    expect(culprit(aCrashedTask({ containers: [victim, container] }))).toBe(container);
  });

  it("is the one out of memory among several that failed", () => {
    const hungry = anEndedContainer({ name: "worker", exitCode: 137, reason: "OutOfMemoryError: killed" });

    expect(culprit(aCrashedTask({ containers: [anEndedContainer(), hungry] }))).toBe(hungry);
  });

  it("is the failed one rather than the one that ended cleanly", () => {
    const clean = anEndedContainer({ name: "init", exitCode: 0 });

    expect(culprit(aCrashedTask({ containers: [clean, anEndedContainer()] }))).toMatchObject({ name: "app" });
  });

  it("is the essential one although a helper failed as well, but not where the task never started", () => {
    const helper = anEndedContainer({ name: "migrate", exitCode: 3 });
    const clean = anEndedContainer({ exitCode: 0 });
    const known = [aContainer(), aContainer({ name: "migrate", essential: false })];

    expect(culprit(aCrashedTask({ containers: [helper, clean] }), known)).toBe(clean);
    const failedStart = aCrashedTask({ stopCode: "TaskFailedToStart", containers: [helper, { name: "app" }] });
    expect(culprit(failedStart, known)).toBe(helper);
  });

  it("is not one that never ran because another one, on which it depends, failed", () => {
    const app = { name: "app", reason: "DependencyError: dependency migrate failed to reach SUCCESS" };
    const migrate = anEndedContainer({ name: "migrate", exitCode: 1 });
    const known = [aContainer(), aContainer({ name: "migrate", essential: false })];

    for (const containers of [
      [app, migrate],
      [migrate, app],
    ])
      expect(culprit(aCrashedTask({ stopCode: "TaskFailedToStart", containers }), known)).toBe(migrate);
  });

  it("is not one that ECS put into the task", () => {
    const injected = anEndedContainer({ name: "aws-guardduty-agent-x1", exitCode: 1 });

    expect(culprit(aCrashedTask({ containers: [injected, anEndedContainer()] }), [aContainer()])?.name).toBe("app");
  });

  it("is not one that was killed, when another one failed before", () => {
    const killed = anEndedContainer({ name: "proxy", exitCode: 137 });

    expect(culprit(aCrashedTask({ containers: [killed, anEndedContainer()] }))?.name).toBe("app");
  });

  it("is a victim when there are only victims, and nobody when none ended", () => {
    expect(culprit(aCrashedTask({ containers: [{ name: "app" }, victim] }))).toBe(victim);
    expect(culprit(aCrashedTask({ containers: [{ name: "app" }] }))).toBeUndefined();
  });
});

describe("the description of a stop", () => {
  it.each([
    { task: aCrashedTask(), text: "container app exit code 1" },
    {
      task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 137, reason: "OutOfMemoryError: killed" })] }),
      text: "container app exit code 137, OutOfMemoryError: killed",
    },
    { task: aCrashedTask({ containers: [] }), text: exited },
    { task: aCrashedTask({ stoppedReason: "", containers: [] }), text: "no reason given" },
    { task: aCrashedTask({ stoppedReason: "RESOURCE:GPU", containers: [] }), text: "RESOURCE:GPU" },
    {
      task: aCrashedTask({
        stoppedReason:
          "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:ap-southeast-2:111122223333:targetgroup/core/50dc6c495c0c9188)",
        containers: [],
      }),
      text: "Task failed ELB health checks in (target-group core)",
    },
  ])("is: $text", ({ task, text }) => {
    expect(describeStop(task)).toBe(text);
  });
});

describe("tasks that stopped by themselves", () => {
  it("come in the order in which they stopped", () => {
    const [early, late] = [aCrashedTask({ stoppedAt: at(20) }, "t2"), aCrashedTask({ stoppedAt: at(50) }, "t1")];

    expect(selfStops([late, aCrashedTask({ stopCode: "UserInitiated" }, "t3"), early])).toEqual([early, late]);
  });
});

describe("whatever its containers did", () => {
  const container: fc.Arbitrary<TaskContainer> = fc.record(
    {
      name: fc.constantFrom("app", "proxy", "agent"),
      exitCode: fc.constantFrom(0, 1, 126, 127, 134, 137, 139, 143, 255),
      reason: fc.constantFrom("", "CannotStartContainerError: no", "OutOfMemoryError: Container killed"),
    },
    { requiredKeys: ["name"] },
  );
  const containers = fc.array(container, { maxLength: 4 });
  const ordinary = fc.constantFrom(
    { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)" },
    { stopCode: "ServiceSchedulerInitiated", stoppedReason: "AZ Rebalancing in progress" },
    { stopCode: "SpotInterruption", stoppedReason: "Your Spot Task was interrupted." },
    { stopCode: "TerminationNotice", stoppedReason: "" },
    { stopCode: "InfrastructureHealth", stoppedReason: "" },
    { stopCode: "UserInitiated", stoppedReason: "stopped to look at it" },
  );

  it("a task that ECS, Spot, a host or a person stopped is not the release's", () => {
    fc.assert(
      fc.property(ordinary, containers, (stop, ended) => {
        expect(stoppedByItself(aCrashedTask({ ...stop, containers: ended }))).toBe(false);
      }),
    );
  });

  it("a text that nobody knows is told as it is, and blames nobody", () => {
    const text = fc.stringMatching(/^[xyz]{3}[ -~]{0,100}$/).filter((each) => !/[A-Z:]/.test(each));
    fc.assert(
      fc.property(text, (stoppedReason) => {
        const task = aCrashedTask({ stopCode: "ServiceSchedulerInitiated", stoppedReason, containers: [] });
        fc.pre(classifyStop(task).name === "unclassified");
        expect(describeStop(task)).toBe(stoppedReason);
        expect(stoppedByItself(task)).toBe(false);
      }),
    );
  });

  it("no victim is blamed while another container failed, and the order in which ECS lists them says nothing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(container, { selector: ({ name }) => name }), (ended) => {
        const blamed = culprit(aCrashedTask({ containers: ended }));
        const failed = ended.some(({ exitCode = 143 }) => ![0, 137, 143].includes(exitCode));
        if (failed && !blamed?.reason?.includes("OutOfMemory")) expect([0, 137, 143]).not.toContain(blamed?.exitCode);
        const reversed = classifyStop(aCrashedTask({ containers: ended.toReversed() }));
        expect(reversed.fault).toBe(classifyStop(aCrashedTask({ containers: ended })).fault);
      }),
    );
  });

  it("exit code 137 is out of memory only where ECS says so", () => {
    fc.assert(
      fc.property(containers, (ended) => {
        const says = ended.some(({ reason }) => reason?.includes("OutOfMemoryError"));
        if (!says) expect(classifyStop(aCrashedTask({ containers: ended })).name).not.toBe("out of memory");
      }),
    );
  });
});
