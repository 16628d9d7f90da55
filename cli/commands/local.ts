import type { Command } from "commander";
import { type Listening, listen } from "../../local/server/listen.ts";
import type { World } from "../../local/world/open-world.ts";
import type { Act } from "../act.ts";
import type { Cli } from "../cli.ts";
import { keepEvidence } from "../evidence/keep-evidence.ts";
import { type ExitCode, exitCodeOf } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { inWorld, type Played, playOut } from "../play.ts";
import { type FoundScenario, findScenario } from "../scenarios.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { invitation } from "../view/invitation.ts";
import { lastJudged, verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { port, positiveNumber } from "./option-values.ts";

interface LocalOptions {
  readonly speed: number;
  readonly port: number;
  readonly exit?: true;
}

/** For as long as somebody may want to look: 30 days of virtual time. */
const servingSeconds = 30 * 86_400;

export function addLocal(program: Command, act: Act): void {
  program
    .command("local")
    .description("play a scenario in real time on loopback, for any AWS client and curl to look into")
    .argument("<scenario>", "file, or name in examples/scenarios")
    .option("--speed <times>", "play so many times faster than real time", positiveNumber, 1)
    .option("--port <port>", "port on 127.0.0.1; 0 takes a free one", port, 0)
    .option("--exit", "end with the scenario instead of serving until Ctrl-C")
    .addHelpText(
      "after",
      "\nThe exit code follows the verdict, also after Ctrl-C; 130 when it comes before the scenario has ended.\n\nExample:\n  rollout-validator local migration-failed --speed 5 --port 4566",
    )
    .action((scenario: string, options: LocalOptions) =>
      act((cli) => playLocally(cli, findScenario(scenario, cli.folder), options)),
    );
}

async function playLocally(cli: Cli, found: FoundScenario, options: LocalOptions): Promise<ExitCode> {
  const watcher = reporter(cli, { title: found.read.scenario.service.name, logs: true });
  const play = { watcher, pace: options.speed };
  const { outcome } = await inWorld(found.read, play, (world) =>
    serveAndPlay(cli, { found, options, world, close: watcher.close }),
  ).finally(watcher.close);
  return exitCodeOf(lastJudged(outcome)?.dossier?.record.verdict?.status);
}

interface LocalPlay {
  readonly found: FoundScenario;
  readonly options: LocalOptions;
  readonly world: World;
  /** Ends the live view. */
  readonly close: () => void;
}

async function serveAndPlay(cli: Cli, { found, options, world, close }: LocalPlay): Promise<Played> {
  const listening = await listenOn(world, options.port);
  try {
    print(cli.stdout, invitation(found.read.scenario, listening));
    const played = await playOut(cli, world);
    close();
    keepEvidence(cli, found.name, played);
    print(cli.stdout, [line(), ...verdictLines(played.outcome, cli.stdout.columns ?? 100)]);
    if (!options.exit) await serveUntilInterrupted(cli, world);
    return played;
  } finally {
    await listening.close();
  }
}

async function listenOn({ network }: World, wanted: number): Promise<Listening> {
  try {
    return await listen(network, wanted);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")))
      throw error;
    const why = error.code === "EADDRINUSE" ? "is in use" : "may not be used by you";
    throw new UsageError(`Port ${wanted} ${why}; choose another with --port, or leave it out for a free one.`);
  }
}

/** Time must go on: the simulated services answer in it. */
async function serveUntilInterrupted(cli: Cli, { time }: World): Promise<void> {
  let isOver = false;
  const forget = cli.onInterrupt(() => {
    isOver = true;
  });
  print(cli.stdout, [line(), line(styled("dim", "The simulated services stay as they are until Ctrl-C."))]);
  await time.run(() => isOver, servingSeconds).finally(forget);
}
