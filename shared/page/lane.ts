/** Something that lasts, between two places from 0 to 1. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: "pending" | "alive" | "going" | "good" | "bad" | "ended";
  readonly title: string;
}

/** Something that happens at one place. */
export interface Spot {
  readonly at: number;
  readonly kind:
    | "seen"
    | "rejected"
    | "missed"
    | "deadline"
    | "failed-stop"
    | "stop"
    | "signal"
    | "failed-signal"
    | "post"
    | "look";
  readonly title: string;
}

/** One row of a drawing: what it is about, what happened, and how it ended. */
export interface Lane {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly spots: readonly Spot[];
  readonly note: string;
  readonly tone: "good" | "bad" | "plain";
}

/** Two spots of a kind closer than this are one to the eye. */
const apart = 0.004;

/** Leaves out spots that would cover another of their kind. */
export function thinned(spots: readonly Spot[]): readonly Spot[] {
  const kept = new Map<string, Spot>();
  for (const spot of spots) {
    const key = `${spot.kind} ${Math.round(spot.at / apart)}`;
    if (!kept.has(key)) kept.set(key, spot);
  }
  return [...kept.values()];
}
