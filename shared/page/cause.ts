import type { RolloutDossier } from "../domain/evidence.ts";
import type { DecidingLine, Finding } from "../domain/finding.ts";
import { type Task, taskId } from "../domain/task.ts";
import { classifyStop, describeStop, selfStops } from "../domain/task-failures.ts";

/** Why a rollout has its verdict, as far as the evidence tells. */
export interface Cause {
  /** The check whose finding is the verdict's reason. */
  readonly finding?: Finding;
  /** Its lines, in full. */
  readonly lines: readonly DecidingLine[];
  /** The task whose stop tells most. */
  readonly stop?: { readonly task: Task; readonly text: string; readonly name: string; readonly meaning: string };
  /** Whose fault it is, in a word or two; undefined when the evidence does not tell. */
  readonly fault?: string;
  readonly nextStep?: string;
}

const faults: Readonly<Record<ReturnType<typeof classifyStop>["fault"], string | undefined>> = {
  release: "The release",
  configuration: "The configuration around the release",
  platform: "The platform",
  human: "A person",
  none: undefined,
};

export function causeOf(dossier: RolloutDossier): Cause {
  const finding = decidingFinding(dossier);
  const lines = finding?.lines ?? [];
  const task = tellingTask(dossier, finding);
  const given = { lines, ...(finding && { finding }) };
  if (task === undefined) return { ...given, ...blame(finding) };
  const { containers } = dossier.record.rollout;
  const { name, fault, meaning, nextStep } = classifyStop(task, containers);
  const who = faults[fault];
  return {
    ...given,
    stop: { task, text: describeStop(task, containers), name, meaning },
    ...(who !== undefined && { fault: who }),
    nextStep,
  };
}

/** The finding that the verdict names. */
export function decidingFinding({ record, findings }: RolloutDossier): Finding | undefined {
  const { verdict } = record;
  if (verdict === undefined) return undefined;
  const named = findings.filter(({ check, mode }) => mode === "gate" && verdict.reason.startsWith(`${check}: `));
  return named.find(({ check, reason }) => verdict.reason === `${check}: ${reason}`) ?? named[0];
}

/** The task that the finding names, or that logged its line; else the last one that stopped by itself. Only where something failed. */
function tellingTask({ record, tasks }: RolloutDossier, finding: Finding | undefined): Task | undefined {
  if (record.verdict?.status !== "failed" && record.verdict !== undefined) return undefined;
  const stops = selfStops(tasks);
  const named = (task: Task): boolean =>
    finding?.facts?.["lastTask"] === taskId(task) ||
    (finding?.lines ?? []).some(({ stream }) => stream.endsWith(`/${taskId(task)}`));
  return stops.findLast(named) ?? stops.at(-1);
}

/** Without a stopped task the sign itself tells. */
function blame(finding: Finding | undefined): Pick<Cause, "fault" | "nextStep"> {
  if (finding?.kind === "task-health" || finding?.status !== "failed") return {};
  return finding.sign === "missing"
    ? { nextStep: "Ask the service's owner whether the line was lost, renamed or never written." }
    : { fault: "The release", nextStep: "Read the line, and what its task logged around it." };
}
