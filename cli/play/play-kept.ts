import type { Cli } from "../cli.ts";
import { keepEvidence } from "../evidence/keep-evidence.ts";
import { inWorld, type Played, type PlayOptions, playOut } from "./play.ts";
import type { FoundScenario } from "./scenarios.ts";

/** Plays the scenario and keeps its evidence for the command `evidence`. */
export async function playKept(cli: Cli, { name, read }: FoundScenario, options: PlayOptions): Promise<Played> {
  const played = await inWorld(read, options, (world) => playOut(cli, world));
  keepEvidence(cli, name, played);
  return played;
}
