import { humanDuration, type Instant, secondsBetween } from "../../shared/domain/time.ts";
import { type Cli, isLive } from "../cli.ts";
import { type Line, line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { liveScreen } from "../view/live-screen.ts";
import type { Look } from "./look.ts";
import { findingLine, news, standing, wallClock } from "./look-words.ts";
import type { WaitPorts } from "./wait.ts";

/** GitLab ends a job after 60 minutes without output; people doubt it much earlier. */
const heartbeatSeconds = 30;

export interface WaitView {
  readonly show: WaitPorts["show"];
  /** Leaves the terminal as it was found. */
  close(): void;
}

/** A view that is redrawn on a terminal, else timed lines of what is new and a heartbeat. */
export function waitView(cli: Cli, title: string): WaitView {
  return isLive(cli) ? screenView(cli, title) : lineView(cli, title);
}

function lineView({ stdout, clock }: Cli, title: string): WaitView {
  let shown: readonly Look[] = [];
  let spokeAt: Instant = clock.now();
  print(stdout, [line(`${title}.`)]);
  return {
    show(looks, { appearBy }) {
      const now = clock.now();
      // The report follows at once, and tells every reason.
      const isOver = looks.every(({ trouble }) => trouble?.final !== undefined);
      const width = Math.max(...looks.map(({ region }) => region.length));
      const timed = (region: string, words: Line): Line =>
        line(styled("dim", `${wallClock(now)}  `), `${region.padEnd(width)}  `, ...words);
      const lines = looks.flatMap((look) => {
        const before = shown.find(({ region }) => region === look.region);
        return isOver ? [] : news(before, look).map((each) => timed(look.region, each));
      });
      const isQuiet = lines.length === 0 && secondsBetween(spokeAt, now) >= heartbeatSeconds;
      const beat = isQuiet
        ? looks.map((look) => timed(look.region, line(`still waiting: ${standing(look, appearBy)}`)))
        : [];
      print(stdout, [...lines, ...beat]);
      if (lines.length + beat.length > 0) spokeAt = now;
      shown = looks;
    },
    close() {},
  };
}

function screenView({ stdout, clock }: Cli, title: string): WaitView {
  const screen = liveScreen(stdout);
  const start = clock.now();
  return {
    show(looks, { appearBy }) {
      const passed = humanDuration(secondsBetween(start, clock.now()));
      screen.show([
        line(styled("bold", title), styled("dim", `  ${passed}`)),
        ...looks.flatMap((look) => block(look, appearBy)),
      ]);
    },
    close: screen.close,
  };
}

function block(look: Look, appearBy: Instant): readonly Line[] {
  const { region, rollout, trouble } = look;
  return [
    line(styled("bold", `  ${region}  `), standing(look, appearBy)),
    ...(trouble ? [line(`    ${trouble.reason}`)] : []),
    ...(rollout?.findings.map((finding) => line("    ", ...findingLine(finding))) ?? []),
  ];
}
