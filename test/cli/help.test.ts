import { describe, expect, it } from "vitest";
import { everyCommand } from "../../cli/every-command.ts";
import { groupHeadings } from "../../cli/help-groups.ts";
import { programOf } from "../../cli/program.ts";
import { aCli, aScreen } from "./a-cli.ts";
import { run } from "./run.ts";

describe("the help", () => {
  it("is shown, as wrong use, when no command is named", async () => {
    const cli = aCli();

    expect(await run([], cli)).toBe(2);

    expect(cli.stdout.text()).toBe("");
    for (const heading of groupHeadings) expect(cli.stderr.text()).toContain(`\n${heading}\n`);
  });

  it("is a result when it is asked for", async () => {
    const cli = aCli();

    expect(await run(["--help"], cli)).toBe(0);

    expect(cli.stderr.text()).toBe("");
    expect(cli.stdout.text()).toMatch(/Exit codes:\n {2}0 +passed\n[\s\S]*Start with: npx rollout-validator demo\n$/);
  });

  it("has every command in a group (cli/help-groups.ts), in the order of the groups", () => {
    const program = programOf(aCli(), async () => {}, everyCommand);
    const headings = program.commands.map((command) => command.helpGroup());

    for (const [index, heading] of headings.entries()) {
      expect(groupHeadings, program.commands[index]?.name()).toContain(heading);
    }
    const places = headings.map((heading) => groupHeadings.indexOf(heading));
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it.each([
    ["gate", "--cluster <name>", /with --to and no --profile/],
    ["gate", "--to <region>", /needs --profile, or --cluster/],
    ["gate", "--timeout <period>", /everything that is required.*job's own limit must be longer/],
    ["wait", "--timeout <period>", /the verdict.*job's own limit must be longer/],
    ["wait", "--appear-within <period>", /part of --timeout/],
  ])("of %s says of %s what it does", (command, flags, says) => {
    const { commands } = programOf(aCli(), async () => {}, everyCommand);
    const option = commands.find((each) => each.name() === command)?.options.find((each) => each.flags === flags);

    expect(option?.description).toMatch(says);
  });

  it("is there for every command, also in a narrow terminal", async () => {
    for (const { name } of programOf(aCli(), async () => {}, everyCommand).commands.map((command) => ({
      name: command.name(),
    }))) {
      const cli = aCli({ stdout: aScreen({ columns: 60 }) });

      expect(await run([name, "--help"], cli)).toBe(0);
      expect(cli.stdout.text()).toMatch(new RegExp(`^Usage: rollout-validator ${name}`));
    }
  });
});
