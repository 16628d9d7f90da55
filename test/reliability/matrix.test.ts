import { describe, expect, it } from "vitest";
import { cellsOf, faults, frequencies } from "./cells.ts";
import { allJobs, allUndisturbed, type Job, runJob } from "./jobs.ts";
import { subjectNames } from "./subjects.ts";

/** Every n-th element, n grown so that at most so many are left. */
function spread<Each>(all: readonly Each[], most: number): readonly Each[] {
  const step = Math.ceil(all.length / most);
  return all.filter((_, index) => index % step === 0);
}

/** Each action once, with faults, rollouts and frequencies in turn. `always` is left to the whole matrix: such runs are long. */
function diagonal(jobs: readonly Job[]): readonly Job[] {
  const actions = [...new Set(jobs.flatMap((job) => (job.of === "fault" ? [job.cell.action] : [])))];
  return actions.map((action, index): Job => {
    const [fault, subject] = [faults[index % faults.length], subjectNames[index % subjectNames.length]];
    const frequency = index % 2 === 0 ? "first" : "random";
    const cell = cellsOf([action]).find(
      (each) => each.fault === fault && each.subject === subject && each.frequency === frequency,
    );
    if (cell === undefined) throw new Error(`There is no cell of ${action}.`);
    return { of: "fault", cell };
  });
}

describe("the matrix", () => {
  it("has every fault over every rollout as often as it can come", () => {
    expect(cellsOf(["ecs:ListTasks"])).toHaveLength(faults.length * subjectNames.length * frequencies.length);
  });

  it("comes out as it should where every action fails once", async () => {
    const runs = await allUndisturbed();
    const jobs = allJobs(runs);
    const chosen = [
      ...diagonal(jobs),
      ...spread(
        jobs.filter(({ of }) => of === "crash"),
        5,
      ),
      ...spread(
        jobs.filter(({ of }) => of === "repeat"),
        3,
      ),
    ];
    const wrong: unknown[] = [];
    for (const job of chosen) {
      const { deviations } = await runJob(job, runs);
      if (deviations.length > 0) wrong.push({ job, deviations });
    }
    expect(wrong).toEqual([]);
    expect(chosen.length).toBeGreaterThan(25);
  }, 180_000);
});
