import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { Cli, Screen } from "../../cli/cli.ts";

export interface CapturedScreen extends Writable, Pick<Screen, "isTTY" | "columns" | "rows"> {
  /** Everything written so far. */
  text(): string;
}

/** A pipe, or with `isTTY` a terminal of that size; without colours unless told. */
export function aScreen(
  over: Pick<Screen, "isTTY" | "columns" | "rows"> & { readonly colours?: boolean } = {},
): CapturedScreen {
  const { colours = false, ...size } = over;
  const written: string[] = [];
  const screen = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return Object.assign(screen, size, { getColorDepth: () => (colours ? 8 : 1), text: () => written.join("") });
}

export interface CapturedCli extends Cli {
  readonly stdout: CapturedScreen;
  readonly stderr: CapturedScreen;
}

/** What a command has around it, in a folder of its own. */
export function aCli(over: Partial<CapturedCli> = {}): CapturedCli {
  return {
    stdout: aScreen(),
    stderr: aScreen(),
    env: {},
    folder: mkdtempSync(join(tmpdir(), "rollout-validator-")),
    clock: { now: () => "2026-11-21T09:00:00.000Z" },
    onInterrupt: () => () => {},
    ...over,
  };
}
