import type { Tasks } from "./schema/timeline.ts";
import type { Deploy } from "./stage.ts";

/** A task of a deploy by its number, counted from 1; it may not be placed yet. */
export interface TaskNumber {
  readonly deploy: Deploy;
  readonly number: number;
}

/** Which tasks an entry means. Throws for one that cannot be: `new` tasks are the next numbers, `newest` the last ones there. */
export function selectTasks(
  tasks: Tasks,
  { deploy, older, desired }: { deploy: Deploy; older: Deploy | undefined; desired: number },
): readonly TaskNumber[] {
  const of = (chosen: Deploy, numbers: readonly number[]): readonly TaskNumber[] =>
    numbers.map((number) => ({ deploy: chosen, number }));
  if (typeof tasks === "number") return of(deploy, [tasks]);
  if (typeof tasks !== "string") return of(deploy, tasks);
  const [word, amount] = tasks.split(" ");
  const there = deploy.tasks.length;
  switch (word) {
    case "all":
      return of(deploy, upTo(desired));
    case "new":
      return of(
        deploy,
        upTo(Number(amount ?? 1)).map((number) => there + number),
      );
    case "newest":
      return of(
        deploy,
        upTo(Math.min(there, Number(amount ?? 1)))
          .map((number) => there - number + 1)
          .reverse(),
      );
    case "old":
      if (!older) throw new Error("The scenario has no older release, so there are no old tasks.");
      return of(older, amount === undefined ? upTo(older.tasks.length) : [Number(amount)]);
    default:
      throw new Error(`The tasks "${tasks}" are not known.`);
  }
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
