import type { Cli } from "../cli.ts";
import { keepEvidence } from "../evidence/keep-evidence.ts";
import { inWorld, type Played, type PlayOptions, playOut } from "./play.ts";
import type { FoundScenario } from "./scenarios.ts";

export interface KeptPlay extends Played {
  /** Whether the command `evidence` can show it. */
  readonly isKept: boolean;
}

/** Plays the scenario and keeps its evidence for the command `evidence`. */
export async function playKept(cli: Cli, { name, read }: FoundScenario, options: PlayOptions): Promise<KeptPlay> {
  const played = await inWorld(read, options, (world) => playOut(cli, world));
  return { ...played, isKept: keepEvidence(cli, name, played) };
}
