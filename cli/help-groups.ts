import type { Command } from "commander";

/** Under which heading `--help` tells each command; a test asks for every command to have one. */
const groups: Readonly<Record<string, readonly string[]>> = {
  "Play, without AWS:": ["demo", "simulate", "local"],
  "Profile and release, before a deploy:": ["lint", "preflight", "register"],
  "Deploy:": ["applied"],
  "Verdict:": ["evidence", "wait", "gate", "decide", "history"],
  "Operate:": ["redrive"],
};

/** The headings in their order. */
export const groupHeadings: readonly string[] = Object.keys(groups);

/** Sorts the commands of the program into their groups. */
export function intoGroups(program: Command): void {
  for (const command of program.commands) {
    const heading = groupHeadings.find((each) => groups[each]?.includes(command.name()));
    if (heading !== undefined) command.helpGroup(heading);
  }
}
