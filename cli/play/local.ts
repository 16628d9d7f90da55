import { type Listening, listen } from "../../local/server/listen.ts";
import { turnPageOn } from "../../local/world/environment.ts";
import type { World } from "../../local/world/open-world.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { Cli } from "../cli.ts";
import { keepEvidence } from "../evidence/keep-evidence.ts";
import { type ExitCode, exitCodeOf } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { type Line, line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { invitation } from "../view/invitation.ts";
import { lastJudged, verdictLines } from "../view/outcome-lines.ts";
import { reporter } from "../view/reporter.ts";
import { lastMoment } from "./last-moment.ts";
import { inWorld, type Played, playOut } from "./play.ts";
import { asRelease, type FoundScenario, findScenario, inRegion } from "./scenarios.ts";

export interface LocalOptions {
  readonly speed: number;
  readonly port: number;
  readonly exit?: true;
  /** Print every log line too, where nothing is redrawn. */
  readonly verbose?: true;
  /** Where and what is deployed, when it is not what the scenario says. */
  readonly region?: string;
  readonly release?: string;
}

/** For as long as somebody may want to look: 30 days of virtual time. */
const servingSeconds = 30 * 86_400;

/** Plays a scenario in real time and serves its simulated services on loopback. */
export async function local(cli: Cli, scenario: string, options: LocalOptions): Promise<ExitCode> {
  const found = inPlace(findScenario(scenario, cli.folder), options);
  const watcher = reporter(cli, {
    title: found.read.scenario.service.name,
    logs: options.verbose === true,
    endsAt: lastMoment(found.read.scenario),
  });
  const play = { watcher, pace: options.speed, deployAt: deployTime(cli, found.read, options) };
  const { outcome } = await inWorld(found.read, play, (world) =>
    serveAndPlay(cli, { found, options, world, close: watcher.close }),
  ).finally(watcher.close);
  return exitCodeOf(lastJudged(outcome)?.dossier?.record.verdict?.status);
}

function inPlace(found: FoundScenario, { region, release }: LocalOptions): FoundScenario {
  const there = region === undefined ? found : inRegion(found, region);
  return release === undefined ? there : asRelease(there, release);
}

/** So that the scenario's last entry is played at that very time of day: commands that look in compare it with their own clock. */
function deployTime({ clock }: Cli, { scenario }: FoundScenario["read"], { speed }: LocalOptions): Date {
  return new Date(milliseconds(clock.now()) - lastMoment(scenario) * 1000 * (1 - 1 / speed));
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
  turnPageOn(listening.urls.aws);
  try {
    const deployInSeconds = world.stage.lead / options.speed;
    print(cli.stdout, invitation(found.read.scenario, { listening, deployInSeconds }));
    const played = await playOut(cli, world);
    close();
    keepEvidence(cli, found.name, played);
    print(cli.stdout, [line(), ...verdictLines(played.outcome, cli.stdout.columns ?? 100), ...pageLines(played)]);
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

/** Where the status of the last deploy leads; nowhere when no status was posted. */
function pageLines({ outcome }: Played): readonly Line[] {
  const link = outcome.posted.at(-1)?.targetUrl;
  return link === undefined ? [] : [line(styled("bold", "Evidence page  "), link)];
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
