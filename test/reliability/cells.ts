import type { Fault } from "../../local/scenario/schema/surroundings.ts";
import type { FaultKind } from "../../local/server/faults.ts";
import { type SubjectName, subjectNames } from "./subjects.ts";

/** What goes wrong with a call. `lost-answer` is a reset after the service has done its work. */
export const faults = [
  "throttled",
  "unavailable",
  "timeout",
  "reset",
  "lost-answer",
  "denied",
  "malformed",
  "slow",
] as const satisfies readonly FaultKind[];
export type CellFault = (typeof faults)[number];

/** How often: the first call only, every call, or three of ten at random. */
export const frequencies = ["first", "always", "random"] as const;
export type Frequency = (typeof frequencies)[number];

/** One run of the matrix: this fault strikes this action that often while this rollout is validated. */
export interface Cell {
  readonly subject: SubjectName;
  /** `<service>:<operation>`, e.g. `ecs:DescribeServices` or `gitlab:POST`. */
  readonly action: string;
  readonly fault: CellFault;
  readonly frequency: Frequency;
}

/** Every cell of these actions, in the order of the table. */
export function cellsOf(actions: readonly string[]): readonly Cell[] {
  return actions.flatMap((action) =>
    faults.flatMap((fault) =>
      subjectNames.flatMap((subject) => frequencies.map((frequency) => ({ subject, action, fault, frequency }))),
    ),
  );
}

const share = 0.3;

/** Longer than any step of the loop, shorter than every time-out of a call. */
const slowSeconds = 3;

/** The cell's trouble in the words of a scenario. */
export function faultOf({ action, fault, frequency }: Cell): Fault {
  const [service, operation] = action.split(":");
  return {
    service: service as Fault["service"],
    operation,
    fault,
    ...(frequency === "first" && { first: 1 }),
    ...(frequency === "random" && { share }),
    ...(fault === "slow" && { by: slowSeconds }),
  };
}
