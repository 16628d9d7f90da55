import type fc from "fast-check";

/** One reader of what comes from outside, and what it promises for every input. */
export interface FuzzTarget {
  readonly name: string;
  readonly promise: string;
  /** Throws when the promise is broken. */
  readonly property: () => fc.IProperty<unknown>;
}
