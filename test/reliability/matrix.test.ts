import { describe, expect, it } from "vitest";
import { cellsOf, faults, frequencies } from "./cells.ts";
import { deviations, expectedOf } from "./expected.ts";
import { allJobs, type Job, nameOf, runJob } from "./jobs.ts";
import { runUndisturbed, type Undisturbed } from "./run-interrupted.ts";
import { sampleOf } from "./sample.ts";
import { subjectNames } from "./subjects.ts";

describe("the matrix", () => {
  it("has every fault over every rollout as often as it can come", () => {
    expect(cellsOf(["ecs:ListTasks"])).toHaveLength(faults.length * subjectNames.length * frequencies.length);
  });

  it("tells a run that comes out otherwise than it should", async () => {
    const run = await runUndisturbed("healthy");
    const job = {
      of: "fault" as const,
      cell: { subject: "healthy", action: "dynamodb:GetItem", fault: "throttled", frequency: "first" } as const,
    };

    const { result, deviations: none } = await runJob(job, [run]);

    expect(none).toEqual([]);
    expect(deviations({ ...result, delay: 3600 }, expectedOf(job.cell))).toEqual([expect.stringMatching(/3600|late/)]);
    const vain: Job = {
      of: "crash",
      subject: "healthy",
      effect: { function: "conclude", action: "dynamodb:UpdateItem", number: 99 },
      moment: "before",
    };
    expect((await runJob(vain, [run])).deviations).toContain("nothing was interrupted");
  });
});

describe("the sample of the matrix", () => {
  const actions = Array.from({ length: 20 }, (_, index) => `ecs:Action${index}`);
  const effects = actions.map((action, index) => ({ function: "conclude", action, number: index + 1 }));
  const run: Undisturbed = { subject: "healthy", base: 60, actions, functions: ["conclude", "announce"], effects };
  const chosen = sampleOf(allJobs([run]));

  it("has every action once, and every fault, rollout and frequency but always", () => {
    const cells = chosen.flatMap((job) => (job.of === "fault" ? [job.cell] : []));

    expect(cells.map(({ action }) => action).sort()).toEqual([...actions].sort());
    expect(new Set(cells.map(({ fault }) => fault))).toEqual(new Set(faults));
    expect(new Set(cells.map(({ subject }) => subject))).toEqual(new Set(subjectNames));
    expect(new Set(cells.map(({ frequency }) => frequency))).toEqual(new Set(["first", "random"]));
  });

  it("has crashes and second invocations, and nothing twice", () => {
    const kinds = chosen.map(({ of }) => of);

    expect(kinds.filter((of) => of === "crash").length).toBeGreaterThan(3);
    expect(kinds.filter((of) => of === "repeat").length).toBeGreaterThan(1);
    expect(new Set(chosen.map(nameOf)).size).toBe(chosen.length);
  });
});
