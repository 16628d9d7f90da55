import type { Change } from "../../local/scenario/change.ts";
import { stopwatch } from "../../shared/domain/stopwatch.ts";
import { type Cli, isLive } from "../cli.ts";
import { type Line, line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { inBursts } from "./bursts.ts";
import { changeLines } from "./change-lines.ts";
import { frame } from "./frame.ts";
import { liveScreen } from "./live-screen.ts";
import { isPlayingOn } from "./playing-on.ts";
import { emptyView, type RolloutView, viewAfter } from "./rollout-view.ts";

/** Shows a rollout while it happens. */
export interface Reporter {
  change(change: Change): void;
  /** Time has passed, nothing else: seconds since the first deploy. */
  tick(at: number): void;
  /** Shows what is still to show and leaves the terminal as it was found. */
  close(): void;
}

export interface ReporterOptions {
  /** Stands before the release in the live view. */
  readonly title: string;
  /** Tell log lines too, where no terminal shows them anyway. */
  readonly logs?: boolean;
  /** Longest line where no terminal says so. */
  readonly columns?: number;
  /** When the scenario's last entry is played; told when the verdict is there and the play goes on. */
  readonly endsAt?: number | undefined;
}

/** Redraws on a terminal, else prints one timed line per change. */
export function reporter(cli: Cli, options: ReporterOptions): Reporter {
  return untilClosed(isLive(cli) ? screenReporter(cli, options) : lineReporter(cli, options));
}

/** After its end a reporter is silent: the world may go on, but the terminal has other things to show. */
function untilClosed({ change, tick, close }: Reporter): Reporter {
  let isOpen = true;
  return {
    change(each) {
      if (isOpen) change(each);
    },
    tick(at) {
      if (isOpen) tick(at);
    },
    close() {
      if (isOpen) close();
      isOpen = false;
    },
  };
}

function screenReporter({ stdout }: Cli, { title, endsAt }: ReporterOptions): Reporter {
  const screen = liveScreen(stdout);
  let view: RolloutView = emptyView;
  // A terminal may change its size at any time.
  const show = (): void => {
    const { columns = 80, rows = 24 } = stdout;
    screen.show(frame(view, { title, columns, height: Math.max(1, rows - 1), endsAt }));
  };
  const bursts = inBursts<Change>((burst) => {
    view = burst.reduce(viewAfter, view);
    show();
  });
  return {
    change: bursts.add,
    tick(at) {
      bursts.flush();
      view = { ...view, at };
      show();
    },
    close() {
      bursts.flush();
      screen.close();
    },
  };
}

function lineReporter({ stdout }: Cli, { logs = false, columns, endsAt }: ReporterOptions): Reporter {
  let view: RolloutView = emptyView;
  const bursts = inBursts<Change>((burst) => {
    const wasPlayingOn = isPlayingOn(view, endsAt);
    view = burst.reduce(viewAfter, view);
    const lines = changeLines(burst, { view, logs });
    const isNews = isPlayingOn(view, endsAt) && !wasPlayingOn;
    print(stdout, isNews ? [...lines, playingOn(endsAt)] : lines, columns);
  });
  return { change: bursts.add, tick: bursts.flush, close: bursts.flush };
}

function playingOn(endsAt = 0): Line {
  return line(styled("dim", `          playing to the end at ${stopwatch(endsAt)}; Ctrl-C ends it now`));
}
