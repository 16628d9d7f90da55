import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Act } from "./act.ts";
import type { Cli } from "./cli.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { failureOf } from "./failure.ts";
import { intoGroups } from "./help-groups.ts";
import { line } from "./text/line.ts";
import { print } from "./text/print.ts";

/** What each exit code says, for the help and for docs/cli.md. */
export const exitCodeTexts: readonly (readonly [ExitCode, string])[] = [
  [exitCode.passed, "passed"],
  [exitCode.failed, "failed"],
  [exitCode.wrongUse, "wrong use: unknown command, option, scenario, release; a scenario or profile with problems"],
  [exitCode.inconclusive, "inconclusive, superseded, no verdict, or the validator's own error"],
  [exitCode.denied, "no credentials, or no permission"],
  [exitCode.interrupted, "interrupted by Ctrl-C"],
];

const afterHelp = `
Exit codes:
${exitCodeTexts.map(([code, text]) => `  ${String(code).padEnd(5)}${text}`).join("\n")}`;

/** Adds one command to the program. */
export type AddCommand = (program: Command, act: Act) => void;

/** Runs one command line. Never throws; errors are told in a sentence on stderr. */
export async function runCommand(
  argv: readonly string[],
  cli: Cli,
  commands: readonly AddCommand[],
): Promise<ExitCode> {
  let code: ExitCode = exitCode.passed;
  const act: Act = async (work) => {
    code = await work(cli);
  };
  const program = programOf(cli, act, commands);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.passed : exitCode.wrongUse;
    return tell(cli, error);
  }
}

/** The whole command line; `act` does what a command asks for. */
export function programOf(
  { stdout, stderr }: Pick<Cli, "stdout" | "stderr">,
  act: Act,
  commands: readonly AddCommand[],
): Command {
  const program = new Command("rollout-validator")
    .description("Says whether an ECS rollout is really healthy, with evidence.")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) =>
        print(
          stderr,
          text
            .replace(/\n$/, "")
            .split("\n")
            .map((each) => line(each)),
        ),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    })
    .showHelpAfterError("(more: --help)")
    .commandsGroup("Help:")
    .helpCommand("help [command]", "say how a command is used")
    .commandsGroup("Commands:")
    .addHelpText("after", afterHelp);
  for (const add of commands) add(program, act);
  intoGroups(program);
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
