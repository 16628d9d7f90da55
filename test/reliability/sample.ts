import { faults } from "./cells.ts";
import type { Job } from "./jobs.ts";
import { subjectNames } from "./subjects.ts";

const crashes = 6;
const repeated = 3;

/**
 * A few runs that stand for the matrix: each action fails once, with faults, rollouts and frequencies in turn, some functions are
 * killed and some invoked twice. `always` is left to the whole matrix: such runs are long.
 */
export function sampleOf(jobs: readonly Job[]): readonly Job[] {
  return [
    ...diagonal(jobs),
    ...spread(
      jobs.filter(({ of }) => of === "crash"),
      crashes,
    ),
    ...spread(
      jobs.filter(({ of }) => of === "repeat"),
      repeated,
    ),
  ];
}

function diagonal(jobs: readonly Job[]): readonly Job[] {
  const cells = jobs.filter((job) => job.of === "fault");
  const actions = [...new Set(cells.map(({ cell }) => cell.action))];
  return cells.filter(({ cell: { action, fault, subject, frequency } }) => {
    const turn = actions.indexOf(action);
    return (
      fault === faults[turn % faults.length] &&
      subject === subjectNames[turn % subjectNames.length] &&
      frequency === (turn % 2 === 0 ? "first" : "random")
    );
  });
}

/** Every n-th element, n grown so that at most so many are left. */
function spread<Each>(all: readonly Each[], most: number): readonly Each[] {
  const step = Math.ceil(all.length / most);
  return all.filter((_, index) => index % step === 0);
}
