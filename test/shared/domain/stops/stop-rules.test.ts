import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { stopRules, unclassified } from "../../../../shared/domain/stops/stop-rules.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { classifyStop, isStopping, stoppedByItself } from "../../../../shared/domain/task-failures.ts";
import { aCrashedTask, anEndedContainer, aTask } from "../../../builders/a-task.ts";

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
    name: "image access",
    reason:
      "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref images.example.com/repo:tag: unexpected status from HEAD request https://images.example.com/v2/repo/manifests/tag: 403 Forbidden",
  },
  { name: "image access", reason: "CannotPullECRContainerError: AccessDeniedException" },
  {
    name: "image not found",
    reason:
      "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref images.example.com/repo:tag: not found",
  },
  { name: "disk full", reason: "CannotPullContainerError: ref pull has been retried: no space left on device" },
  {
    name: "registry unreachable",
    reason: "CannotPullContainerError: failed to do request: dial tcp 10.0.0.1:443: i/o timeout",
  },
  { name: "image pull", reason: "CannotPullImageManifestError: Error response from daemon" },
  {
    name: "image access",
    reason: "Error response from daemon: pull access denied for shop, repository does not exist or may require login",
  },
  {
    name: "image access",
    reason: "The task can't pull the image. Check that the role has the permissions to pull images from the registry.",
  },
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
    name: "log driver settings",
    reason: "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times",
  },
  {
    name: "volume",
    reason: "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes",
  },
  { name: "start-up resources", reason: "ResourceInitializationError: something new" },
  { name: "container start", reason: "CannotCreateContainerError: API error (500): conflict" },
  {
    name: "start too slow",
    reason: "DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s",
  },
  { name: "failed to start", reason: "SomethingError: something new" },
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
    { name: "native crash", task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 139 })] }) },
    { name: "command", task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 127 })] }) },
    { name: "killed", task: aCrashedTask({ containers: [anEndedContainer({ exitCode: 137 })] }) },
    { name: "architecture", task: aFailedStart("CannotStartContainerError: exec /app/run: exec format error") },
    {
      name: "command",
      task: aFailedStart('CannotStartContainerError: exec: "serve": executable file not found in $PATH'),
    },
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
    {
      name: "registry limit",
      fault: "platform",
      task: aFailedStart("toomanyrequests: You have reached your pull rate limit"),
    },
    { name: "internal error", fault: "platform", task: aFailedStart("InternalError: something new") },
    {
      name: "host",
      fault: "platform",
      task: aScheduledStop("ECS is performing maintenance on the underlying infrastructure hosting the task."),
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
      kind: "other",
      meaning: "ECS stopped it for a reason that is not known here.",
      nextStep: "Read the stopped reason.",
    });
  });
});

describe("no program's own words excuse its release", () => {
  it.each([
    'CannotStartContainerError: exec: "--resource:config.yml": not found',
    "CannotStartContainerError: mount agent: InternalError: unable to place file",
    "CannotCreateContainerError: no spot interruption handler, capacity is unavailable at this time",
  ])("%s", (reason) => {
    expect(["release", "configuration"]).toContain(classifyStop(aFailedStart(reason)).fault);
    const ended = aCrashedTask({ containers: [anEndedContainer({ reason })] });
    expect(["release", "configuration"]).toContain(classifyStop(ended).fault);
  });
});

describe("the texts of the rules", () => {
  const page = readFileSync(new URL("../../../../docs/facts/ecs.md", import.meta.url), "utf8");
  const facts = page.slice(page.indexOf("### 3.2"), page.indexOf("### 3.3")).toLowerCase();
  const isFact = (text: string): boolean => facts.includes(text.toLowerCase());

  it.each(stopRules)("stand in the facts, or the rule says that they do not: $name", (rule) => {
    const texts = [...(rule.texts ?? []), ...(rule.begins ?? []), ...(rule.andTexts ?? [])];

    expect(rule.unverified ?? false).toBe(!texts.every(isFact));
    if (rule.unverified) expect(["release", "configuration"]).toContain(rule.fault);
  });
});

describe("every class of a stop", () => {
  it.each([...stopRules, unclassified])("says what it means and what to do: $name", ({ name, meaning, nextStep }) => {
    expect(name).toMatch(/^[a-z -]+$/);
    expect(meaning).toMatch(/^[A-Z].{10,}\.$/);
    expect(nextStep).toMatch(/^[A-Z].{10,}\.$/);
  });
});
