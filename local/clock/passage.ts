import type { Clock as FakeTimers } from "@sinonjs/fake-timers";
import { realSleep } from "./hold.ts";

export interface PassageOptions {
  readonly fake: Pick<FakeTimers, "now" | "setTimeout" | "clearTimeout" | "countTimers" | "next">;
  /** Resolves when nothing but time is waited for; rejects with what went wrong meanwhile. */
  readonly settle: () => Promise<void>;
}

/** Lets at most so many milliseconds pass, timer by timer, until it is enough. */
export type Passage = (milliseconds: number, enough: () => boolean) => Promise<void>;

/** As fast as the program allows. Rejects when no timer is left and it is not enough. */
export function fastPassage(options: PassageOptions): Passage {
  return (milliseconds, enough) =>
    step(options, milliseconds, () => {
      if (enough()) return true;
      // One timer is the step's own end.
      if (options.fake.countTimers() === 1)
        throw new Error("Nothing is scheduled any more and the run is not at its end.");
      return false;
    });
}

/** Between two looks at the real time, so that a foreign client sees time move. */
const tickMilliseconds = 50;

/** `speed` virtual seconds in a real one; time passes although nothing is scheduled. */
export function pacedPassage(options: PassageOptions, speed: number): Passage {
  const { fake } = options;
  return async (milliseconds, enough) => {
    const from = { real: performance.now(), virtual: fake.now };
    const end = from.virtual + milliseconds;
    while (!enough() && fake.now < end) {
      const due = Math.min(from.virtual + Math.floor((performance.now() - from.real) * speed), end);
      await step(options, Math.max(1, due - fake.now), enough);
      if (!enough()) await realSleep(tickMilliseconds);
    }
  };
}

/** Fires one timer after another, each at its own time, up to `milliseconds` from now. */
async function step({ fake, settle }: PassageOptions, milliseconds: number, enough: () => boolean): Promise<void> {
  let reached = false;
  const end = fake.setTimeout(() => {
    reached = true;
  }, milliseconds);
  try {
    for (await settle(); !reached && !enough(); await settle()) fake.next();
  } finally {
    fake.clearTimeout(end);
  }
}
