import type { Change } from "../../local/scenario/change.ts";
import { type Cli, isLive } from "../cli.ts";
import { print } from "../text/print.ts";
import { inBursts } from "./bursts.ts";
import { changeLines } from "./change-lines.ts";
import { frame } from "./frame.ts";
import { liveScreen } from "./live-screen.ts";
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

function screenReporter({ stdout }: Cli, { title }: ReporterOptions): Reporter {
  const screen = liveScreen(stdout);
  let view: RolloutView = emptyView;
  const bursts = inBursts<Change>((burst) => {
    view = burst.reduce(viewAfter, view);
    screen.show(frame(view, title));
  });
  return {
    change: bursts.add,
    tick(at) {
      bursts.flush();
      view = { ...view, at };
      screen.show(frame(view, title));
    },
    close() {
      bursts.flush();
      screen.close();
    },
  };
}

function lineReporter({ stdout }: Cli, { logs = false, columns }: ReporterOptions): Reporter {
  let view: RolloutView = emptyView;
  const bursts = inBursts<Change>((burst) => {
    view = burst.reduce(viewAfter, view);
    print(stdout, changeLines(burst, { view, logs }), columns);
  });
  return { change: bursts.add, tick: bursts.flush, close: bursts.flush };
}
