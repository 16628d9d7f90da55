import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import { sentence } from "../../shared/domain/gate/gate.ts";
import { type Instant, secondsBetween } from "../../shared/domain/time.ts";
import { type Cli, isLive } from "../cli.ts";
import { line, styled } from "../text/line.ts";
import { print } from "../text/print.ts";
import { liveScreen } from "../view/live-screen.ts";
import { wallClock } from "../wait/look-words.ts";

/** As of `wait`: a CI job shows that it lives. */
const heartbeatSeconds = 30;

export interface GateView {
  show(decision: GateDecision): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}

/** A view that is redrawn on a terminal, else a timed line when something changes and every 30 s. */
export function gateView(cli: Cli): GateView {
  return isLive(cli) ? screenView(cli) : lineView(cli);
}

function lineView({ stdout }: Cli): GateView {
  let codes = "";
  let spokeAt: Instant | undefined;
  return {
    show({ at, state, reason, results }) {
      const now = results.map(({ code }) => code).join();
      if (
        state !== "waiting" ||
        (now === codes && spokeAt !== undefined && secondsBetween(spokeAt, at) < heartbeatSeconds)
      )
        return;
      const waited = results.filter((result) => result.state === "waiting").map(sentence);
      const told = results.length === 0 ? [reason] : waited;
      print(
        stdout,
        told.map((text) => line(styled("dim", `${wallClock(at)}  `), "waiting: ", text)),
      );
      codes = now;
      spokeAt = at;
    },
    close() {},
  };
}

function screenView({ stdout }: Cli): GateView {
  const screen = liveScreen(stdout);
  return {
    show({ at, state, reason, results }) {
      if (state !== "waiting") return;
      const head = line(styled("bold", "Gate waiting"), styled("dim", `  ${wallClock(at)}`));
      const told = results.map((result) => line(`  ${result.state}  `, sentence(result)));
      screen.show([head, ...(results.length === 0 ? [line(`  ${reason}`)] : told)]);
    },
    close: screen.close,
  };
}
