import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Act } from "./act.ts";
import type { Cli } from "./cli.ts";
import { addDemo } from "./commands/demo.ts";
import { addEvidence } from "./commands/evidence.ts";
import { addLint } from "./commands/lint.ts";
import { addLocal } from "./commands/local.ts";
import { addRedrive } from "./commands/redrive.ts";
import { addRegister } from "./commands/register.ts";
import { addSimulate } from "./commands/simulate.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { failureOf } from "./failure.ts";
import { line } from "./text/line.ts";
import { print } from "./text/print.ts";

const exitCodes = `
Exit codes:
  0   passed
  1   failed
  2   wrong use: unknown command, option, scenario, release; a profile with problems
  75  inconclusive, superseded, no verdict, or the validator's own error
  77  no permission`;

/** Runs one command line. Never throws; errors are told in a sentence on stderr. */
export async function run(argv: readonly string[], cli: Cli): Promise<ExitCode> {
  let code: ExitCode = exitCode.passed;
  const program = programOf(cli, async (work) => {
    code = await work(cli);
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.passed : exitCode.wrongUse;
    return tell(cli, error);
  }
}

function programOf(cli: Cli, act: Act): Command {
  const program = new Command("rollout-validator")
    .description("Says whether an ECS rollout is really healthy, with evidence.")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void cli.stdout.write(text),
      writeErr: (text) =>
        print(
          cli.stderr,
          text
            .replace(/\n$/, "")
            .split("\n")
            .map((each) => line(each)),
        ),
      getOutHelpWidth: () => cli.stdout.columns ?? 100,
      getErrHelpWidth: () => cli.stderr.columns ?? 100,
    })
    .showHelpAfterError("(more: --help)")
    .addHelpText("after", exitCodes);
  for (const add of [addDemo, addSimulate, addLocal, addEvidence, addLint, addRegister, addRedrive]) add(program, act);
  return program;
}

function tell({ stderr, env }: Cli, error: unknown): ExitCode {
  const { code, message, unexpected } = failureOf(error);
  const lines = message === "" ? [] : message.split("\n").map((each) => line(each));
  const stack = env["DEBUG"] && error instanceof Error ? (error.stack ?? "").split("\n").map((each) => line(each)) : [];
  const hint =
    unexpected && !env["DEBUG"]
      ? [line("This was not expected. Run it again with DEBUG=1 to see where it comes from.")]
      : [];
  print(stderr, [...lines, ...hint, ...stack]);
  return code;
}
