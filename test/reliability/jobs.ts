import { type Cell, cellsOf } from "./cells.ts";
import { deviations, type Expected, expectedOf } from "./expected.ts";
import { type Crash, type Repeat, repeats, type SideEffect } from "./interruptions.ts";
import { type Result, runCell, verdictSecond } from "./run-cell.ts";
import { runCrash, runRepeated, sideEffects } from "./run-interrupted.ts";
import { type SubjectName, subject, subjectNames, undisturbed } from "./subjects.ts";
import { play } from "./world-facts.ts";

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

export type Parts = Readonly<Record<Job["of"], boolean>>;

/** Every job, from what undisturbed runs were seen to do: a new action or function is disturbed without being named here. */
export async function allJobs(parts: Parts): Promise<readonly Job[]> {
  const actions = new Set<string>();
  const interruptions: Job[] = [];
  for (const name of subjectNames) {
    const { outcome } = await play(subject(name));
    for (const action of Object.keys(outcome.counts.calls)) actions.add(action);
    const folders = Object.keys(outcome.counts.lambda);
    if (parts.crash) interruptions.push(...(await crashesOf(name)));
    if (parts.repeat)
      interruptions.push(
        ...folders.flatMap((folder) =>
          repeats.map((repeat): Job => ({ of: "repeat", subject: name, function: folder, repeat })),
        ),
      );
  }
  const cells = parts.fault ? cellsOf([...actions].sort()) : [];
  return [...cells.map((cell): Job => ({ of: "fault", cell })), ...interruptions];
}

async function crashesOf(name: SubjectName): Promise<readonly Job[]> {
  const moments = ["before", "after"] as const;
  return (await sideEffects(name)).flatMap((effect) =>
    moments.map((moment): Job => ({ of: "crash", subject: name, effect, moment })),
  );
}

export type Base = Readonly<Record<SubjectName, number>>;

/** The second of each subject's undisturbed verdict. */
export async function baseSeconds(): Promise<Base> {
  const seconds: [SubjectName, number][] = [];
  for (const name of subjectNames) seconds.push([name, await verdictSecond(name)]);
  return Object.fromEntries(seconds) as Record<SubjectName, number>;
}

/** Runs a job and holds it against what is right. A run that does not come to its end is a result too. */
export async function runJob(job: Job, base: Base): Promise<JobResult> {
  try {
    const result = await resultOfJob(job, base);
    return { job, result, deviations: deviations(result, expectedOfJob(job)) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const result: Result = { verdict: "none", reason: says, isVisible: false, struck: 1, broken: [] };
    return { job, result, deviations: [`the run has no end: ${says}`] };
  }
}

async function resultOfJob(job: Job, base: Base): Promise<Result> {
  switch (job.of) {
    case "fault":
      return runCell(job.cell, base);
    case "crash":
      return runCrash(job.subject, { ...job.effect, moment: job.moment }, base[job.subject]);
    case "repeat":
      return runRepeated(job.subject, job, base[job.subject]);
    default:
      return job satisfies never;
  }
}

/** A crash or a second invocation changes no verdict; Lambda tries a crashed receive-event again after a minute. */
function expectedOfJob(job: Job): Expected {
  if (job.of === "fault") return expectedOf(job.cell);
  return { outcomes: [undisturbed[job.subject]], withinSeconds: job.of === "crash" ? 60 : 15, waived: [] };
}
