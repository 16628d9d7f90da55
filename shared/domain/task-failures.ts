import type { ContainerSnapshot } from "./rollout.ts";
import type { StopRule, TaskFailureClass } from "./stops/stop-rule.ts";
import { stopRules, unclassified } from "./stops/stop-rules.ts";
import type { Task, TaskContainer } from "./task.ts";

/** What is asked of a container to tell an essential one from a helper. */
type Essential = Pick<ContainerSnapshot, "name" | "essential">;

/** The class of a stopped task. With the task definition's containers a helper that ended is not taken for the culprit. */
export function classifyStop(task: Task, containers: readonly Essential[] = []): TaskFailureClass {
  const reasons = stopReasons(task);
  const text = reasons.join(" ").toLowerCase();
  const code = culprit(task, containers)?.exitCode;
  const says = (texts: StopRule["texts"]): boolean => texts?.some((part) => text.includes(part.toLowerCase())) ?? false;
  const found = stopRules.find(({ stopCodes, texts, begins, andTexts, exitCodes }) => {
    const named = stopCodes?.includes(task.stopCode ?? "") || says(texts) || anyBegins(reasons, begins);
    return (
      named &&
      (andTexts === undefined || says(andTexts)) &&
      (exitCodes === undefined || (code !== undefined && exitCodes.includes(code)))
    );
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

/** Tasks that stopped by themselves, in the order in which they did. */
export function selfStops(tasks: readonly Task[]): readonly Task[] {
  const stop = ({ stoppingAt, stoppedAt }: Task): string => stoppingAt ?? stoppedAt ?? "";
  return tasks.filter(stoppedByItself).toSorted((one, other) => (stop(one) < stop(other) ? -1 : 1));
}

/**
 * The container that ended first by itself. One out of memory explains the others; 143 is a victim, told to stop because another
 * one ended, and so may 137 be, which did not heed that in time. A helper ends no task whose essential container exited.
 */
export function culprit(task: Task, containers: readonly Essential[] = []): TaskContainer | undefined {
  const helpers = new Set(containers.filter(({ essential }) => !essential).map(({ name }) => name));
  const isHelper = ({ name }: TaskContainer): boolean =>
    helpers.has(name) || (containers.length > 0 && containers.every((known) => known.name !== name));
  const alibi = task.stopCode === "EssentialContainerExited" ? 10 : 1;
  const suspicion = (container: TaskContainer): number => guilt(container) * 2 + (isHelper(container) ? alibi : 0);
  const ended = task.containers.filter(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
  return ended.toSorted((one, other) => suspicion(one) - suspicion(other))[0];
}

/** The lower, the likelier it ended first. */
function guilt({ exitCode, reason }: TaskContainer): number {
  if (reason?.includes("OutOfMemoryError")) return 0;
  // It never ran: ECS waited for another container, which failed.
  if (exitCode === undefined && /\bdependen(?:t|cy)\b/i.test(reason ?? "")) return 4;
  if (exitCode === 143) return 4;
  if (exitCode === 0) return 3;
  return exitCode === 137 ? 2 : 1;
}

/** Says nothing more than the exit code beside it. */
const exited = "Essential container in task exited";

/** An ARN of a target group takes half of a commit status, and its name says it all. */
const targetGroup = /arn:aws[a-z-]*:elasticloadbalancing:[^\s)/]*:targetgroup\/([^\s)/]+)\/[^\s)]*/g;

/** What ECS said about the stop, for people: stopped reason, culprit container, exit code and its reason. */
export function describeStop(task: Task, containers: readonly Essential[] = []): string {
  const container = culprit(task, containers);
  const code = container?.exitCode;
  const parts = [
    code !== undefined && task.stoppedReason === exited ? undefined : task.stoppedReason?.replace(targetGroup, "$1"),
    code === undefined ? undefined : `container ${container?.name} exit code ${code}`,
    container?.reason,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(", ") || "no reason given";
}

function stopReasons(task: Task): readonly string[] {
  return [task.stoppedReason, ...task.containers.map(({ reason }) => reason)].filter((reason) => reason !== undefined);
}

/** ECS may put the stop code before its reason. */
function anyBegins(reasons: readonly string[], begins: StopRule["begins"] = []): boolean {
  return reasons.some((reason) => {
    const bare = reason.replace(/^TaskFailedToStart:\s*/i, "").toLowerCase();
    return begins.some((text) => bare.startsWith(text.toLowerCase()));
  });
}
