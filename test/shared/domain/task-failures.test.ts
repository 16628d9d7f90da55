import { describe, expect, it } from "vitest";
import type { Task } from "../../../shared/domain/task.ts";
import {
  classifyStop,
  culprit,
  describeStop,
  isStopping,
  stoppedByItself,
} from "../../../shared/domain/task-failures.ts";
import { aCrashedTask, anEndedContainer, aTask } from "../../builders/a-task.ts";

const exited = "Essential container in task exited";

/** A task that failed to start for this reason. */
function aFailedStart(stoppedReason: string): Task {
  return aCrashedTask({ stopCode: "TaskFailedToStart", stoppedReason, containers: [] });
}

/** A task that the scheduler stopped with these words. */
function aScheduledStop(stoppedReason: string, exitCode = 137): Task {
  const containers = [anEndedContainer({ exitCode })];
  return aCrashedTask({ stopCode: "ServiceSchedulerInitiated", stoppedReason, containers });
}

// The strings are real ones, collected from AWS's documentation, the ECS agent and public issue threads.
const failedStarts = [
  {
    name: "image pull",
    reason:
      "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref images.example.com/repo:tag: unexpected status from HEAD request https://images.example.com/v2/repo/manifests/tag: 403 Forbidden",
  },
  { name: "image pull", reason: "CannotPullECRContainerError: AccessDeniedException" },
  { name: "image pull", reason: "CannotPullImageManifestError: Error response from daemon" },
  { name: "image pull", reason: "Error response from daemon: pull access denied for shop" },
  { name: "image pull", reason: "toomanyrequests: You have reached your pull rate limit" },
  {
    name: "secrets",
    reason:
      "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key MY_SECRET",
  },
  { name: "secrets", reason: "ResourceInitializationError: failed to download env files: unable to download env file" },
  {
    name: "log driver",
    reason: "ResourceInitializationError: failed to initialize logging driver: failed to create stream",
  },
  {
    name: "log driver",
    reason: "The task cannot find the Amazon CloudWatch log group defined in the task definition /ecs/shop.",
  },
  {
    name: "start-up resources",
    reason: "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes",
  },
  { name: "container start", reason: "CannotStartContainerError: Error response from daemon: exec format error" },
  {
    name: "container start",
    reason: "DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s",
  },
  { name: "failed to start", reason: "InternalError: something new" },
];

describe("a task that its release or its configuration stopped", () => {
  it.each(failedStarts)("$name: $reason", ({ name, reason }) => {
    const task = aFailedStart(reason);

    expect(classifyStop(task)).toMatchObject({ name, fault: "configuration" });
    expect(stoppedByItself(task)).toBe(true);
  });

  it.each([
    {
      name: "out of memory",
      task: aCrashedTask({
        containers: [
          anEndedContainer({ exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" }),
        ],
      }),
    },
    {
      name: "load balancer health",
      task: aScheduledStop("Task failed ELB health checks in (target-group arn:aws:elb:tg)"),
    },
    {
      name: "load balancer health",
      task: aScheduledStop(
        "(service shop) (port 8080) is unhealthy in (target-group arn) due to (reason Request timed out)",
      ),
    },
    { name: "container health", task: aScheduledStop("Task failed container health checks") },
    { name: "clean exit", task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 0 })] }) },
    { name: "crash", task: aCrashedTask() },
    { name: "crash", task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 139 })] }) },
    { name: "crash", task: aCrashedTask({ containers: [] }) },
  ])("$name: $task.stoppedReason", ({ name, task }) => {
    expect(classifyStop(task)).toMatchObject({ name, fault: "release" });
    expect(stoppedByItself(task)).toBe(true);
  });

  it("counts while it is still stopping, not while it runs or was only asked to", () => {
    expect(stoppedByItself(aCrashedTask({ lastStatus: "DEPROVISIONING" }))).toBe(true);
    expect(stoppedByItself(aTask())).toBe(false);
    const { stopCode: _, ...asked } = aCrashedTask({ lastStatus: "RUNNING" });
    expect(isStopping(asked)).toBe(false);
    expect(isStopping({ ...asked, lastStatus: "STOPPED" })).toBe(true);
  });
});

describe("a task that something else stopped", () => {
  it.each([
    {
      name: "scaling",
      fault: "none",
      task: aScheduledStop("Scaling activity initiated by (deployment ecs-svc/157127)", 143),
    },
    {
      name: "scaling",
      fault: "none",
      task: aScheduledStop("Scaling activity initiated by (deployment ecs-svc/157127)", 1),
    },
    {
      name: "zone rebalancing",
      fault: "none",
      task: aScheduledStop("has started 1 tasks in use1-az1 to AZ Rebalance"),
    },
    {
      name: "spot",
      fault: "none",
      task: aCrashedTask({ stopCode: "SpotInterruption", stoppedReason: "Your Spot Task was interrupted." }),
    },
    { name: "spot", fault: "none", task: aCrashedTask({ stopCode: "TerminationNotice" }) },
    { name: "host", fault: "platform", task: aCrashedTask({ stopCode: "InfrastructureHealth" }) },
    {
      name: "host",
      fault: "platform",
      task: aCrashedTask({ stoppedReason: "Host EC2 (instance i-0) stopped/terminated." }),
    },
    {
      name: "stopped by a person",
      fault: "human",
      task: aCrashedTask({ stopCode: "UserInitiated", stoppedReason: "Task stopped by user" }),
    },
    { name: "no placement", fault: "platform", task: aFailedStart("TaskFailedToStart: RESOURCE:GPU") },
    {
      name: "no placement",
      fault: "platform",
      task: aFailedStart("Unexpected EC2 error while attempting to Create Network Interface in subnet"),
    },
    { name: "unclassified", fault: "none", task: aScheduledStop("a reason that nobody knows") },
  ])("$name, $fault: $task.stoppedReason", ({ name, fault, task }) => {
    expect(classifyStop(task)).toMatchObject({ name, fault });
    expect(stoppedByItself(task)).toBe(false);
  });

  it("whose reason is not known is not the release's", () => {
    expect(classifyStop(aScheduledStop("?"))).toEqual({
      name: "unclassified",
      fault: "none",
      meaning: "ECS stopped it for a reason that is not known here.",
      nextStep: "Read the stopped reason.",
    });
  });
});

describe("every class of a stop", () => {
  const stops = [
    ...failedStarts.map(({ reason }) => aFailedStart(reason)),
    ...[
      "Scaling activity initiated by (deployment ecs-svc/1)",
      "AZ Rebalance",
      "failed ELB health checks",
      "failed container health checks",
      "Host EC2 (instance id) stopped",
      "RESOURCE:CPU",
    ].map((reason) => aScheduledStop(reason)),
    ...["SpotInterruption", "InfrastructureHealth", "UserInitiated"].map((stopCode) =>
      aCrashedTask({ stopCode, stoppedReason: "" }),
    ),
    aCrashedTask(),
    aCrashedTask({ containers: [anEndedContainer({ exitCode: 0 })] }),
    aCrashedTask({ containers: [anEndedContainer({ reason: "OutOfMemoryError: killed" })] }),
  ];

  it.each(stops.map((task) => classifyStop(task)))(
    "says what it means and what to do: $name",
    ({ name, meaning, nextStep }) => {
      expect(name).toMatch(/^[a-z -]+$/);
      expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
      expect(nextStep).toMatch(/^[A-Z].{10,}\.$/);
    },
  );
});

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

  it("is a victim when there are only victims, and nobody when none ended", () => {
    expect(culprit(aCrashedTask({ containers: [{ name: "app" }, victim] }))).toBe(victim);
    expect(culprit(aCrashedTask({ containers: [{ name: "app" }] }))).toBeUndefined();
  });
});

describe("the description of a stop", () => {
  it.each([
    { task: aCrashedTask(), text: `${exited}, container app exit code 1` },
    {
      task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 137, reason: "OutOfMemoryError: killed" })] }),
      text: `${exited}, container app exit code 137, OutOfMemoryError: killed`,
    },
    { task: aCrashedTask({ containers: [] }), text: exited },
    { task: aCrashedTask({ stoppedReason: "", containers: [] }), text: "no reason given" },
    { task: aFailedStart("RESOURCE:GPU"), text: "RESOURCE:GPU" },
  ])("is: $text", ({ task, text }) => {
    expect(describeStop(task)).toBe(text);
  });
});
