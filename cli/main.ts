import { systemClock } from "../shared/platform.ts";
import type { Cli } from "./cli.ts";
import { exitCode } from "./exit-code.ts";
import { type AddCommand, runCommand } from "./program.ts";

/** Runs a command line in this process and sets its exit code. */
export async function main(argv: readonly string[], commands: readonly AddCommand[]): Promise<void> {
  // A reader that has seen enough, e.g. `head`, is no error; 141 is what the shell says of it.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? 141 : exitCode.inconclusive),
  );
  const code = await runCommand(argv, thisProcess(), commands);
  // A simulation that was interrupted or broke off is still there and would keep the process alive.
  process.stdout.write("", () => process.exit(code));
}

function thisProcess(): Cli {
  const { stdout, stderr } = process;
  return {
    stdout,
    stderr,
    // A copy: a simulation changes the process's own for its time.
    env: { ...process.env },
    folder: process.cwd(),
    clock: systemClock,
    onInterrupt(action) {
      const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
      let isInterrupted = false;
      const interrupt = (): void => {
        isInterrupted = true;
        action();
      };
      for (const signal of signals) process.on(signal, interrupt);
      return () => {
        // The same Ctrl-C can come twice, from the terminal and from whoever passes it on: the second must not cut off the last writing.
        if (isInterrupted) return;
        for (const signal of signals) process.off(signal, interrupt);
      };
    },
  };
}
