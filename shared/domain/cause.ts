import { classNamed, type Diagnosis, explainedBy, withoutLog } from "./diagnosis.ts";
import type { RolloutDossier } from "./evidence.ts";
import type { DecidingLine, Finding } from "./finding.ts";
import { linesFromError } from "./last-lines.ts";
import { hintOf } from "./line-hints.ts";
import { runningReleaseStep } from "./running-release.ts";
import type { Fault } from "./stops/stop-rule.ts";
import { type Task, taskId } from "./task.ts";
import { classifyStop, describeStop, selfStops } from "./task-failures.ts";

/** A rollout as far as whoever tells of it has read it: a message knows its findings, a page its tasks and events too. */
export type Told = Pick<RolloutDossier, "record" | "findings"> &
  Partial<Pick<RolloutDossier, "tasks" | "measurements" | "signals">>;

/** Why a rollout has its verdict, as far as the evidence tells. */
export interface Cause {
  /** The check whose finding is the verdict's reason. */
  readonly finding?: Finding;
  /** What was logged: the finding's lines in full, else those that the containers logged last. */
  readonly logged?: Pick<Finding, "kind"> & { readonly lines: readonly DecidingLine[] };
  /** The task whose stop tells most, and ECS's words on it. */
  readonly stop?: { readonly task: Task; readonly text: string; readonly name: string };
  /** Whose fault it is, in a word or two; undefined when the evidence does not tell. */
  readonly fault?: string;
  /** What the program depends on and may not have got. */
  readonly dependency?: string;
  /** What is known of it in one plain sentence. */
  readonly meaning?: string;
  readonly nextStep?: string;
}

const faults: Readonly<Record<Fault, string | undefined>> = {
  release: "The release",
  configuration: "The configuration around the release",
  platform: "The platform",
  human: "A person",
  none: undefined,
};

export function causeOf(told: Told): Cause {
  const finding = decidingFinding(told);
  if (finding === undefined) return {};
  const logged = loggedOf(told, finding);
  if (told.record.verdict?.status !== "failed") return { finding, ...(logged && { logged }) };
  const task = tellingTask(told, finding);
  const { containers } = told.record.rollout;
  const stop = task && { ...classifyStop(task, containers), task, text: describeStop(task, containers) };
  const found = stop ?? classNamed(finding.facts?.["stopClass"]);
  const fault = found?.fault === undefined ? blame(finding) : faults[found.fault];
  const diagnosis = diagnosed({ finding, logged, found });
  return {
    finding,
    ...(logged && { logged }),
    ...(stop && { stop: { task: stop.task, text: stop.text, name: stop.name } }),
    ...(fault !== undefined && { fault }),
    ...(diagnosis.dependency !== undefined && { dependency: diagnosis.dependency }),
    ...(diagnosis.meaning !== undefined && { meaning: diagnosis.meaning }),
    ...(diagnosis.nextStep !== undefined && { nextStep: diagnosis.nextStep }),
  };
}

/** The finding that the verdict names. */
export function decidingFinding({ record, findings }: Told): Finding | undefined {
  const { verdict } = record;
  if (verdict === undefined) return undefined;
  const named = findings.filter(({ check, mode }) => mode === "gate" && verdict.reason.startsWith(`${check}: `));
  return named.find(({ check, reason }) => verdict.reason === `${check}: ${reason}`) ?? named[0];
}

function loggedOf({ findings }: Told, finding: Finding): Cause["logged"] {
  const own = [finding, ...findings.filter(({ kind }) => kind === "task-health")];
  const first = own.find(({ lines = [] }) => lines.length > 0);
  return first?.lines && { kind: first.kind, lines: first.lines };
}

/** The task that the finding names, or that logged its line; else the last one that stopped by itself. */
function tellingTask({ tasks = [] }: Told, finding: Finding): Task | undefined {
  const stops = selfStops(tasks);
  const named = (task: Task): boolean =>
    finding.facts?.["lastTask"] === taskId(task) ||
    (finding.lines ?? []).some(({ stream }) => stream.endsWith(`/${taskId(task)}`));
  return stops.findLast(named) ?? stops.at(-1);
}

/** Where the sign that is missing is ECS's own. */
const missingEnd =
  "Read the service's events in ECS: old tasks that drain slowly, targets that deregister slowly and the bake time of alarms keep a rollout open.";

interface Known {
  readonly finding: Finding;
  readonly logged: Cause["logged"];
  readonly found: Diagnosis | undefined;
}

/** What runs instead of the release is explained by nothing that stopped; then what the reason explains comes first, then what the lines point to, then the class of the stop; where lines are shown nobody is sent to read them. */
function diagnosed({ finding, logged, found }: Known): Partial<Diagnosis> {
  const runs = runningReleaseStep(finding.reason);
  if (runs !== undefined) return { nextStep: runs };
  const texts = logged?.lines.map(({ text }) => text) ?? [];
  const hint = hintOf(logged?.kind === "task-health" ? linesFromError(texts) : texts);
  const explained = explainedBy(finding.reason) ?? hint;
  if (explained !== undefined) return explained;
  if (finding.facts?.["missing"] === "completion") return { nextStep: missingEnd };
  if (finding.sign === "missing" && finding.kind === "task-health") return found ?? {};
  if (finding.sign === "missing" && found === undefined)
    return { nextStep: "Ask the service's owner whether the line was lost, renamed or never written." };
  const isRead = found === undefined || found.name === "crash";
  if (isRead && texts.length > 0) return { ...found, nextStep: "Fix what the line says, in a new release." };
  const isSilent = found?.name === "crash" && finding.facts?.["noLogLines"] !== undefined;
  return isSilent ? { ...found, nextStep: withoutLog } : (found ?? {});
}

/** Without a stopped task the sign itself tells. */
function blame({ kind, status, sign }: Finding): string | undefined {
  return kind.startsWith("log-") && status === "failed" && sign !== "missing" ? faults.release : undefined;
}
