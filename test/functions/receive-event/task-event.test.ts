import { describe, expect, it } from "vitest";
import { rolloutOfTask, taskOfEvent } from "../../../functions/receive-event/task-event.ts";
import { classifyStop } from "../../../shared/domain/task-failures.ts";
import type { TaskEvent } from "../../../shared/schema/events.ts";
import { anEvent, aTaskEvent, eventFixture } from "../../builders/events.ts";

describe("the task of an event", () => {
  it("has what is judged later, and neither environment nor overrides", () => {
    const fixture = eventFixture("task-stopped");
    const secret = { containerOverrides: [{ name: "app", environment: [{ name: "TOKEN", value: "hunter2" }] }] };
    const event = anEvent({ ...fixture, detail: { ...fixture.detail, overrides: secret } }) as TaskEvent;
    const task = taskOfEvent(event.detail);

    expect(task).toMatchObject({
      startedBy: "ecs-svc/5888882704497679006",
      version: 7,
      lastStatus: "STOPPED",
      stopCode: "EssentialContainerExited",
      startedAt: "2026-11-18T03:15:44.310Z",
      stoppedAt: "2026-11-18T03:16:31.021Z",
      containers: [
        { name: "app", exitCode: 1 },
        { name: "aws-guardduty-agent-c13b4cb", exitCode: 143 },
      ],
    });
    expect(JSON.stringify(task)).not.toContain("hunter2");
    expect(classifyStop(task).name).toBe("crash");
  });

  it("leaves out what is not there, no time or null", () => {
    const containers = [{ name: "app", exitCode: null }];
    const { stopCode: _, stoppedReason: __, ...detail } = aTaskEvent({ containers }).detail;
    const task = taskOfEvent({ ...detail, startedAt: "soon" });

    expect(task.containers).toEqual([{ name: "app" }]);
    for (const part of ["stopCode", "stoppedReason", "startedAt", "stoppedAt"]) expect(task).not.toHaveProperty(part);
  });

  it("has no e-mail address that a reason names", () => {
    const task = taskOfEvent(aTaskEvent({ stoppedReason: "stopped by jane.doe@example.com" }).detail);

    expect(task.stoppedReason).toBe("stopped by [e-mail]");
  });

  it("has no terminal escape and no line end in a reason", () => {
    const stoppedReason = "CannotStartContainerError: \u001b[31mexec\u0007 failed\nsecond line";
    const containers = [{ name: "app", reason: "exec \u001b]0;title\u0007" }];
    const task = taskOfEvent(aTaskEvent({ stoppedReason, containers }).detail);

    expect(task.stoppedReason).toBe("CannotStartContainerError: exec· failed ⏎ second line");
    expect(task.containers[0]?.reason).toBe("exec ·]0;title·");
  });

  it("has no secret that a reason quotes", () => {
    const stoppedReason = "CannotPullContainerError: Get https://robot:hunter2secret@images.example.com/v2/: 401";
    const containers = [{ name: "app", reason: "exec: DB_PASSWORD=hunter2secret not found" }];
    const task = taskOfEvent(aTaskEvent({ stoppedReason, containers }).detail);

    expect(JSON.stringify(task)).not.toContain("hunter2secret");
    expect(classifyStop(task).name).toBe("image pull");
  });

  it("is bounded: reasons of 1,024 characters, 50 containers", () => {
    const reason = "x".repeat(5000);
    const containers = Array.from({ length: 60 }, (_, n) => ({ name: `c${n}`, reason }));
    const task = taskOfEvent(aTaskEvent({ stoppedReason: reason, containers }).detail);

    expect(task.stoppedReason).toHaveLength(1024);
    expect(task.containers).toHaveLength(50);
    expect(task.containers[0]?.reason).toHaveLength(1024);
  });
});

describe("the rollout of a task", () => {
  it("is named by its cluster, its group and who started it", () => {
    const event = aTaskEvent({
      clusterArn: "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/c_1",
      group: "service:s-2",
    });

    expect(rolloutOfTask(event)).toMatchObject({
      serviceArn: "arn:aws-cn:ecs:cn-north-1:111122223333:service/c_1/s-2",
    });
  });
});
