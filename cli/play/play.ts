import type { DumpedItem } from "../../local/dynamodb/table-dump.ts";
import type { Change } from "../../local/scenario/change.ts";
import { EntryError } from "../../local/scenario/entry-error.ts";
import type { ReadScenario } from "../../local/scenario/read-scenario.ts";
import { sinceDeploy } from "../../local/scenario/stage.ts";
import { outcomeOf, type SimulationOutcome } from "../../local/simulation.ts";
import { settled } from "../../local/world/evidence.ts";
import { openWorld, type World } from "../../local/world/open-world.ts";
import { shippedHandlers } from "../../local/world/shipped-handlers.ts";
import type { Cli } from "../cli.ts";
import { Interrupted, PlayError, UsageError } from "../failure.ts";

/** What came of a scenario, and the evidence table as it stood then. */
export interface Played {
  readonly outcome: SimulationOutcome;
  readonly items: readonly DumpedItem[];
}

export interface Watcher {
  change(change: Change): void;
  tick(at: number): void;
}

export interface PlayOptions {
  readonly watcher: Watcher;
  /** Virtual seconds per real second; undefined = as fast as possible. */
  readonly pace?: number | undefined;
  /** When the first deploy comes, for the clients of other processes; always the same moment unless told. */
  readonly deployAt?: Date;
}

/** The real ones: while a world is open the globals are the simulation's. */
const [startTicking, stopTicking] = [setInterval, clearInterval];
const tickMilliseconds = 250;

/** Opens the scenario's world and does the work in it; the world is closed whatever happens. */
export async function inWorld<Result>(
  read: ReadScenario,
  { watcher, pace, deployAt }: PlayOptions,
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const speed = { ...(pace !== undefined && { pace }), ...(deployAt !== undefined && { deployAt }) };
  const world = await openWorld(read, { handlers: shippedHandlers, onChange: watcher.change, ...speed });
  const tick = (): void => watcher.tick(sinceDeploy(world.stage));
  const ticking = pace === undefined ? undefined : startTicking(tick, tickMilliseconds);
  try {
    return await work(world);
  } finally {
    stopTicking(ticking);
    world.close();
  }
}

/** Plays the scenario to its end. Throws Interrupted at Ctrl-C. */
export async function playOut(cli: Cli, world: World): Promise<Played> {
  const interruption = Promise.withResolvers<never>();
  const forget = cli.onInterrupt(() => interruption.reject(new Interrupted()));
  try {
    return await Promise.race([played(world), interruption.promise]);
  } finally {
    forget();
  }
}

async function played(world: World): Promise<Played> {
  await world.play().catch((error: unknown) => {
    if (error instanceof EntryError) throw new UsageError(`The scenario cannot be played: ${error.message}`);
    // The clock says by a plain Error that the scenario does not end; every other kind is a defect.
    if (!(error instanceof Error) || error.name !== "Error") throw error;
    throw new PlayError(`The scenario cannot be played: ${error.message}`, { cause: error });
  });
  const outcome = await outcomeOf(world);
  return { outcome, items: await settled(world.time, world.evidence.dump()) };
}
