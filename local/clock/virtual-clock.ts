import { install } from "@sinonjs/fake-timers";
import type { Clock } from "../../shared/ports/clock.ts";
import { seededRandom } from "../server/seeded-random.ts";
import { hold } from "./hold.ts";
import { fastPassage, pacedPassage } from "./passage.ts";
import { programIsQuiet } from "./quiet.ts";

export interface VirtualClockOptions {
  readonly start: Date;
  /** Virtual seconds per real second; undefined = as fast as the program allows. */
  readonly pace?: number;
  /** Of `Math.random`, from which the SDK draws the jitter of its back-off; default 1. */
  readonly seed?: number;
}

/**
 * Time of one simulation. While it runs, the global timers, `Date` and `Math.random` are its own, so that the same
 * simulation takes the same course again; `stop` gives the real ones back.
 */
export interface VirtualClock {
  readonly clock: Clock;
  /** Virtual seconds since the start. */
  elapsedSeconds(): number;
  /** Runs the action at that second after the start (at once if it is past); its error ends the `run`. */
  at(seconds: number, action: () => void | Promise<void>): void;
  /** Lets time pass until the condition holds. Rejects when nothing is scheduled any more (unless paced), or `limitSeconds` after this call. */
  run(until: () => boolean, limitSeconds: number): Promise<void>;
  /** Holds time still while real work is done (sockets, imports, crypto), which the clock could not see. */
  work<T>(task: () => Promise<T>): Promise<T>;
  /** Restores the globals; a second call does nothing. */
  stop(): void;
}

/** Starts a simulation's time. Only one can run in a process. */
export function startVirtualClock({ start, pace, seed = 1 }: VirtualClockOptions): VirtualClock {
  const fake = install({
    now: start,
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    // A timer set before the start, e.g. a socket's, can still be cleared.
    shouldClearNativeTimers: true,
  });
  const restoreRandom = seedRandom(seed);
  let stopped = false;
  const begin = start.getTime();
  const holding = hold();
  const errors: unknown[] = [];
  async function settle(): Promise<void> {
    do await programIsQuiet();
    while (await holding.waited());
    if (errors.length > 0) throw errors.shift();
  }
  const pass = pace === undefined ? fastPassage({ fake, settle }) : pacedPassage({ fake, settle }, pace);
  const elapsedSeconds = (): number => (fake.now - begin) / 1000;
  return {
    clock: {
      now: () => new Date(fake.now).toISOString(),
      sleep: (milliseconds) => new Promise((resolve) => fake.setTimeout(() => resolve(), milliseconds)),
    },
    elapsedSeconds,
    at(seconds, action) {
      const run = async (): Promise<void> => action();
      fake.setTimeout(
        () => void run().catch((error: unknown) => errors.push(error)),
        Math.max(0, begin + seconds * 1000 - fake.now),
      );
    },
    async run(until, limitSeconds) {
      await pass(limitSeconds * 1000, until);
      if (!until())
        throw new Error(`The run is not at its end after ${limitSeconds} virtual seconds, at ${elapsedSeconds()} s.`);
    },
    work: holding.work,
    stop() {
      if (stopped) return;
      stopped = true;
      fake.uninstall();
      restoreRandom();
    },
  };
}

function seedRandom(seed: number): () => void {
  const real = Math.random;
  Math.random = seededRandom(seed);
  return () => {
    Math.random = real;
  };
}
