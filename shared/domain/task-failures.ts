import type { Task } from "./task.ts";

/** Whose fault a stopped task is. `none`: nothing is wrong, ECS is at its ordinary work. */
export type Fault = "release" | "configuration" | "platform" | "human" | "none";

export interface TaskFailureClass {
  readonly name: string;
  readonly fault: Fault;
  /** One plain sentence. */
  readonly meaning: string;
  readonly nextStep: string;
}

/** Applies when the stop code or one of the texts fits, and the culprit's exit code too where one is asked for. */
interface Rule extends TaskFailureClass {
  readonly stopCodes?: readonly string[];
  /** Any of these texts in the stopped reason or in a container's reason, in any case. */
  readonly texts?: readonly string[];
  readonly exitCode?: (code: number) => boolean;
}

/**
 * First match wins. Texts: the ECS developer guide's stopped-task pages and the ECS agent's error names.
 * Ordinary stops stand first, so that a drained task with exit code 143 is never a crash.
 */
const rules: readonly Rule[] = [
  rule("scaling", "none", "ECS stopped it to scale or to replace it.", "Nothing to do.", {
    texts: ["Scaling activity initiated by"],
  }),
  rule("zone rebalancing", "none", "ECS moved it to balance Availability Zones.", "Nothing to do.", {
    texts: ["AZ Rebalanc", "availability zone rebalanc"],
  }),
  rule("spot", "none", "Spot capacity was reclaimed.", "Nothing to do; ECS starts another task.", {
    stopCodes: ["SpotInterruption", "TerminationNotice"],
  }),
  rule(
    "host",
    "platform",
    "The host failed or was retired.",
    "Nothing to do unless it repeats; then ask AWS support.",
    { stopCodes: ["InfrastructureHealth"], texts: ["Host EC2 (instance", "Container instance deregistration"] },
  ),
  rule(
    "stopped by a person",
    "human",
    "A person or a tool stopped the task.",
    "Ask who stopped it; CloudTrail has StopTask.",
    { stopCodes: ["UserInitiated"] },
  ),
  rule(
    "no placement",
    "platform",
    "ECS found no capacity for the task.",
    "Check capacity, subnets' free addresses and task size.",
    { texts: ["RESOURCE:", "Unable to place", "Create Network Interface"] },
  ),
  rule(
    "out of memory",
    "release",
    "A container used more memory than its limit.",
    "Raise the memory limit or find what grew.",
    { texts: ["OutOfMemoryError"] },
  ),
  rule(
    "image pull",
    "configuration",
    "The image could not be pulled.",
    "Check that the tag exists and that the execution role may pull it.",
    { texts: ["CannotPull", "pull access denied", "toomanyrequests"] },
  ),
  rule(
    "secrets",
    "configuration",
    "A secret or an environment file could not be read.",
    "Check the secret's name, its JSON key and the execution role.",
    { texts: ["unable to pull secrets", "unable to retrieve secret", "unable to download env file"] },
  ),
  rule(
    "log driver",
    "configuration",
    "The log driver could not start.",
    "Check that the log group exists and that the execution role may write to it.",
    { texts: ["failed to initialize logging driver", "cannot find the Amazon CloudWatch log group"] },
  ),
  rule(
    "start-up resources",
    "configuration",
    "ECS could not prepare the task.",
    "Read the stopped reason; check network, volumes and execution role.",
    { texts: ["ResourceInitializationError"] },
  ),
  rule(
    "container start",
    "configuration",
    "The container could not be created or started.",
    "Check entry point, command and volumes of the task definition.",
    {
      texts: [
        "CannotStartContainer",
        "CannotCreateContainer",
        "CannotInspectContainer",
        "CannotCreateVolume",
        "ContainerRuntimeError",
        "ContainerRuntimeTimeoutError",
        "DockerTimeoutError",
      ],
    },
  ),
  rule(
    "load balancer health",
    "release",
    "It failed the load balancer's health checks.",
    "Check the health endpoint, its port and the grace period.",
    { texts: ["failed ELB health checks", "failed elb health", "is unhealthy in (target-group"] },
  ),
  rule(
    "container health",
    "release",
    "It failed its container health check.",
    "Run the health command in the image and read the container's log.",
    { texts: ["failed container health checks"] },
  ),
  rule(
    "clean exit",
    "release",
    "An essential container ended by itself with exit code 0; a service must keep running.",
    "Check the command: it ended instead of serving.",
    { stopCodes: ["EssentialContainerExited"], exitCode: (code) => code === 0 },
  ),
  rule("crash", "release", "An essential container ended by itself.", "Read the last lines of its log.", {
    stopCodes: ["EssentialContainerExited"],
  }),
  rule("failed to start", "configuration", "The task failed to start.", "Read the stopped reason.", {
    stopCodes: ["TaskFailedToStart"],
  }),
];

const unclassified: TaskFailureClass = {
  name: "unclassified",
  fault: "none",
  meaning: "ECS stopped it for a reason that is not known here.",
  nextStep: "Read the stopped reason.",
};

/** The class of a stopped task. */
export function classifyStop(task: Task): TaskFailureClass {
  const text = stopText(task).toLowerCase();
  const code = culprit(task)?.exitCode;
  const found = rules.find(({ stopCodes, texts, exitCode }) => {
    const named = stopCodes?.includes(task.stopCode ?? "") || texts?.some((part) => text.includes(part.toLowerCase()));
    return named && (exitCode === undefined || (code !== undefined && exitCode(code)));
  });
  return found ?? unclassified;
}

/** A task that stopped by itself: its release or its configuration is at fault, not ECS at its ordinary work, a host or a person. */
export function stoppedByItself(task: Task): boolean {
  if (!isStopping(task)) return false;
  const { fault } = classifyStop(task);
  return fault === "release" || fault === "configuration";
}

export function isStopping(task: Task): boolean {
  return task.lastStatus === "STOPPED" || (task.desiredStatus === "STOPPED" && task.stopCode !== undefined);
}

/** The container that ended first by itself: 143 is a victim, told to stop because another one ended. */
export function culprit(task: Task): Task["containers"][number] | undefined {
  const ended = task.containers.filter(
    (container) => container.exitCode !== undefined || container.reason !== undefined,
  );
  return (
    ended.find((container) => container.reason?.includes("OutOfMemoryError")) ??
    ended.find((container) => container.exitCode !== 0 && container.exitCode !== 143) ??
    ended.find((container) => container.exitCode !== 143) ??
    ended[0]
  );
}

/** What ECS said about the stop, for people: stopped reason, culprit container, exit code and its reason. */
export function describeStop(task: Task): string {
  const container = culprit(task);
  const parts = [
    task.stoppedReason,
    container?.exitCode === undefined ? undefined : `container ${container.name} exit code ${container.exitCode}`,
    container?.reason,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(", ") || "no reason given";
}

function stopText(task: Task): string {
  return [task.stoppedReason, ...task.containers.map((container) => container.reason)].filter(Boolean).join(" ");
}

function rule(
  name: string,
  fault: Fault,
  meaning: string,
  nextStep: string,
  when: Pick<Rule, "stopCodes" | "texts" | "exitCode">,
): Rule {
  return { name, fault, meaning, nextStep, ...when };
}
