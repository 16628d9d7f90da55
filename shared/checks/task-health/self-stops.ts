import type { Conclusion } from "../../domain/conclude-check.ts";
import { withoutLog } from "../../domain/diagnosis.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import { withoutFullStop } from "../../domain/full-stop.ts";
import { linesFromError } from "../../domain/last-lines.ts";
import { hintOf, type LineHint } from "../../domain/line-hints.ts";
import { type MaxStops, shareText, stopLimit } from "../../domain/stop-limit.ts";
import type { StopKind } from "../../domain/stops/stop-rule.ts";
import { type Task, taskId } from "../../domain/task.ts";
import { classifyStop, describeStop, isStopping, selfStops, stoppedByItself } from "../../domain/task-failures.ts";
import { hindrances } from "./hindrances.ts";
import type { Situation } from "./situation.ts";

/** Stops that ECS makes up for before it makes them. */
const ordinary = new Set(["scaling", "zone rebalancing"]);

type StopFacts = Pick<RolloutFacts, "rollout" | "tasks" | "lastLines">;

/** Tasks of this rollout that stopped by themselves: `maxStops` of them are enough, in a row or not, whatever ECS's own counter says. */
export function crashLoop(
  { maxStops }: { readonly maxStops: MaxStops },
  situation: Omit<Situation, "now">,
): Conclusion | undefined {
  const { facts, counts, seen } = situation;
  const stopped = selfStops(facts.tasks);
  const last = stopped.at(-1);
  // Tasks stopped while the service was as large as it ever was: scaling in afterwards makes them no greater share.
  const wanted = Math.max(facts.rollout.desiredCount, counts.desired, seen.mostDesired ?? 0);
  if (stopped.length < stopLimit(maxStops, wanted) || last === undefined) return undefined;
  return {
    status: "failed",
    sign: "seen",
    reason: `${headingOf(stopped)}${shareText(maxStops, wanted)}, the last one: ${told(last, situation)}`,
    facts: factsOf(stopped, last, facts),
  };
}

/** A failure that ECS tells of, with what the last task that stopped by itself says about its cause. */
export function withCause(reason: string, situation: Omit<Situation, "now">): Conclusion {
  const { facts } = situation;
  const stopped = selfStops(facts.tasks);
  const last = stopped.at(-1);
  if (last === undefined) return { status: "failed", sign: "seen", reason };
  const stops = `${countOf(stopped)}: ${told(last, situation)}`;
  return {
    status: "failed",
    sign: "seen",
    reason: `${withoutFullStop(reason)}; ${stops}`,
    facts: factsOf(stopped, last, facts),
  };
}

function factsOf(stopped: readonly Task[], last: Task, { rollout }: StopFacts): NonNullable<Conclusion["facts"]> {
  const { name, fault } = classifyStop(last, rollout.containers);
  return { stopClass: name, fault, stops: stopped.length, lastTask: taskId(last) };
}

function told(task: Task, situation: Omit<Situation, "now">): string {
  return `${withoutFullStop(whatHappened(task, situation.facts))}. ${explanation(task, situation)}`.trimEnd();
}

/** For a reason: how many have stopped by themselves, and the last one's end; empty when none has. */
export function stopsSoFar(facts: StopFacts): string {
  const stopped = selfStops(facts.tasks);
  const last = stopped.at(-1);
  if (last === undefined) return "";
  return `; ${countOf(stopped)}: ${whatHappened(last, facts)}`;
}

/** For a reason: how many Spot, a host or a person has stopped, and ECS's words on the last one; empty when none. */
export function stoppedByOthers({ tasks, rollout }: StopFacts): string {
  const stopped = tasks.filter((task) => {
    const { name } = classifyStop(task, rollout.containers);
    return isStopping(task) && !stoppedByItself(task) && !ordinary.has(name);
  });
  const last = stopped.toSorted((one, other) => ((one.stoppedAt ?? "") < (other.stoppedAt ?? "") ? -1 : 1)).at(-1);
  if (last === undefined) return "";
  const said = withoutFullStop(last.stoppedReason ?? "no reason given");
  return `; ${stopped.length} of its tasks ${stopped.length === 1 ? "was" : "were"} stopped: ${said}`;
}

function countOf(stopped: readonly Task[]): string {
  return `${stopped.length} of its tasks stopped by ${stopped.length === 1 ? "itself" : "themselves"}`;
}

/** The lines that a finding carries, whatever it concludes. */
export function lastWords({ lastLines }: Pick<RolloutFacts, "lastLines">): Pick<Conclusion, "lines" | "facts"> {
  if (lastLines === undefined) return {};
  const { lines, none } = lastLines;
  return lines.length > 0 ? { lines } : { facts: { noLogLines: `${lastLines.container}: ${none ?? "none"}` } };
}

function headingOf(stopped: readonly Task[]): string {
  const kinds = new Set(stopped.map((task) => classifyStop(task).kind));
  if (kinds.size === 1 && kinds.has("health")) return `unhealthy: ${stopped.length} tasks failed their health checks`;
  if (kinds.size === 1 && kinds.has("start")) return `cannot start: ${stopped.length} tasks failed to start`;
  return `crash loop: ${stopped.length} tasks stopped by themselves`;
}

function whatHappened(task: Task, { rollout, lastLines }: StopFacts): string {
  const stop = describeStop(task, rollout.containers);
  if (isSilent(task, lastLines)) return `${stop}, and no log line of it has come`;
  if (lastLines?.headline === undefined) return stop;
  const who = lastLines.taskId === taskId(task) ? "it" : `task ${lastLines.taskId.slice(0, 8)}`;
  return `${stop}; ${who} logged: ${lastLines.headline}`;
}

function isSilent(task: Task, lastLines: StopFacts["lastLines"]): boolean {
  return lastLines?.taskId === taskId(task) && lastLines.isSilent === true;
}

/** What its lines or ECS's own messages point to says more than its class; where the lines are shown, nobody must be sent to read them. */
function explanation(task: Task, situation: Omit<Situation, "now">): string {
  const { rollout, lastLines } = situation.facts;
  const { name, kind, meaning, nextStep } = classifyStop(task, rollout.containers);
  const pointed = pointedTo(kind, situation);
  if (pointed !== undefined && name !== "out of memory") return `${pointed.meaning} ${pointed.nextStep}`;
  if (name === "crash" && lastLines?.headline !== undefined) return "";
  return `${meaning} ${name === "crash" && isSilent(task, lastLines) ? withoutLog : nextStep}`;
}

function pointedTo(kind: StopKind, situation: Omit<Situation, "now">): LineHint | undefined {
  if (kind === "health") return hindrances(situation).find(({ name }) => name.startsWith("health endpoint"));
  if (kind !== "exit") return undefined;
  return hintOf(linesFromError(situation.facts.lastLines?.lines.map(({ text }) => text) ?? []));
}
