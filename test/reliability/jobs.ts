import { type Cell, cellsOf } from "./cells.ts";
import { deviations, type Expected, expectedOf } from "./expected.ts";
import { type Crash, type Repeat, repeats, type SideEffect } from "./interruptions.ts";
import { type Result, runCell } from "./run-cell.ts";
import { runCrash, runRepeated, runUndisturbed, type Undisturbed } from "./run-interrupted.ts";
import { type SubjectName, subjectNames, undisturbed } from "./subjects.ts";

/** One run of the matrix. */
export type Job =
  | { readonly of: "fault"; readonly cell: Cell }
  | {
      readonly of: "crash";
      readonly subject: SubjectName;
      readonly effect: SideEffect;
      readonly moment: Crash["moment"];
    }
  | { readonly of: "repeat"; readonly subject: SubjectName; readonly function: string; readonly repeat: Repeat };

export interface JobResult {
  readonly job: Job;
  readonly result: Result;
  /** Why it is not right; empty when it is. */
  readonly deviations: readonly string[];
}

/** One line that no other job has. */
export function nameOf(job: Job): string {
  switch (job.of) {
    case "fault":
      return `fault ${job.cell.action} ${job.cell.fault} ${job.cell.frequency} ${job.cell.subject}`;
    case "crash":
      return `crash ${job.effect.function} ${job.effect.action} ${job.effect.number} ${job.moment} ${job.subject}`;
    case "repeat":
      return `repeat ${job.function} ${job.repeat} ${job.subject}`;
    default:
      return job satisfies never;
  }
}

/** Every job, from what undisturbed runs were seen to do: a new action or function is disturbed without being named here. */
export function allJobs(runs: readonly Undisturbed[]): readonly Job[] {
  const actions = [...new Set(runs.flatMap((run) => run.actions))].sort();
  const moments = ["before", "after"] as const;
  return [
    ...cellsOf(actions).map((cell): Job => ({ of: "fault", cell })),
    ...runs.flatMap(({ subject, effects }) =>
      effects.flatMap((effect) => moments.map((moment): Job => ({ of: "crash", subject, effect, moment }))),
    ),
    ...runs.flatMap(({ subject, functions }) =>
      functions.flatMap((name) => repeats.map((repeat): Job => ({ of: "repeat", subject, function: name, repeat }))),
    ),
  ];
}

/** The undisturbed run of each subject. */
export async function allUndisturbed(): Promise<readonly Undisturbed[]> {
  const runs: Undisturbed[] = [];
  for (const name of subjectNames) runs.push(await runUndisturbed(name));
  return runs;
}

/** Runs a job and holds it against what is right. A run that does not come to its end is a result too. */
export async function runJob(job: Job, runs: readonly Undisturbed[]): Promise<JobResult> {
  const name = job.of === "fault" ? job.cell.subject : job.subject;
  const base = runs.find(({ subject }) => subject === name)?.base ?? 0;
  try {
    const result = await resultOfJob(job, base);
    const isVain = job.of !== "fault" && result.struck === 0 ? ["nothing was interrupted"] : [];
    return { job, result, deviations: [...isVain, ...deviations(result, expectedOfJob(job))] };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const result: Result = { verdict: "none", reason: says, isVisible: false, struck: 1, broken: [] };
    return { job, result, deviations: [`the run has no end: ${says}`] };
  }
}

async function resultOfJob(job: Job, base: number): Promise<Result> {
  switch (job.of) {
    case "fault":
      return runCell(job.cell, base);
    case "crash":
      return runCrash(job.subject, { ...job.effect, moment: job.moment }, base);
    case "repeat":
      return runRepeated(job.subject, job, base);
    default:
      return job satisfies never;
  }
}

/** A crash or a second invocation changes no verdict; Lambda tries a crashed receive-event again after a minute. */
function expectedOfJob(job: Job): Expected {
  if (job.of === "fault") return expectedOf(job.cell);
  return { outcomes: [undisturbed[job.subject]], withinSeconds: job.of === "crash" ? 60 : 15, waived: [] };
}
