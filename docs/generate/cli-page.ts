import type { Argument, Command, Option } from "commander";
import { everyCommand } from "../../cli/every-command.ts";
import { groupHeadings } from "../../cli/help-groups.ts";
import { exitCodeTexts, programOf } from "../../cli/program.ts";

const introduction = `# Command line

<!-- Made by \`npm run docs\` from cli/commands/; change those. -->

In a checkout call it with \`npx rollout-validator <command>\`; \`npx rollout-validator <command> --help\` says the same as this page. Results go to stdout, errors and
remarks to stderr, one sentence each. On a terminal a rollout is drawn live; in a pipe or in CI each change is one timed line. \`NO_COLOR\` and \`FORCE_COLOR\` are obeyed,
and \`DEBUG=1\` shows where an unexpected error comes from. What speaks to AWS takes credentials and Region as the AWS CLI does.
`;

/** docs/cli.md: every command as the program itself defines it. */
export function cliPage(): string {
  const program = programOf({ stdout: process.stdout, stderr: process.stderr }, async () => {}, everyCommand);
  const codes = exitCodeTexts.map(([code, text]) => `| ${code} | ${cell(text)} |`);
  return [
    introduction,
    ["## Exit codes", "", "| code | says |", "| --- | --- |", ...codes, ""].join("\n"),
    ...groupHeadings.flatMap((heading) => {
      const commands = program.commands.filter((command) => command.helpGroup() === heading);
      return commands.length === 0 ? [] : [`## ${heading.replace(/:$/, "")}\n`, ...commands.map(commandSection)];
    }),
  ].join("\n");
}

function commandSection(command: Command): string {
  const call = [command.name(), ...command.registeredArguments.map(argumentText)].join(" ");
  const description = command.description();
  return [
    `### \`${call}\``,
    "",
    `${description.charAt(0).toUpperCase()}${cell(description.slice(1))}.`,
    "",
    ...table([...command.registeredArguments.map(argumentRow), ...command.options.map(optionRow)]),
    ...afterText(command),
  ].join("\n");
}

function argumentText(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

type Row = readonly [name: string, standard: string, text: string];

function argumentRow(argument: Argument): Row {
  return [argumentText(argument), standardText(argument, argument.required), argument.description];
}

function optionRow(option: Option): Row {
  return [option.flags, standardText(option, option.mandatory), option.description];
}

function standardText({ defaultValue, defaultValueDescription }: Argument | Option, isRequired: boolean): string {
  if (isRequired && defaultValue === undefined) return "required";
  if (defaultValue === undefined || typeof defaultValue === "boolean") return "-";
  return `\`${defaultValueDescription ?? String(defaultValue)}\``;
}

function table(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ([name, standard, text]) => `| \`${name.replaceAll("|", "\\|")}\` | ${standard} | ${cell(text)} |`,
  );
  return ["| argument or option | default | meaning |", "| --- | --- | --- |", ...lines, ""];
}

/** What stands below the options in \`--help\`: sentences, then examples. */
function afterText(command: Command): readonly string[] {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) });
  command.outputHelp();
  const after = written.join("").replace(command.helpInformation(), "").trim();
  const [words = "", ...examples] = after.split(/^Examples?(?:, (.*))?:$/m);
  const [where, ...lines] = examples;
  const code = lines.join("").trim();
  return [
    ...(words.trim() === "" ? [] : [cell(words.trim().replace(/\n(?!\n)/g, " ")), ""]),
    ...(code === ""
      ? []
      : [
          ...(where ? [`${where.charAt(0).toUpperCase()}${where.slice(1)}:`, ""] : []),
          "```sh",
          ...unindented(code),
          "```",
          "",
        ]),
  ];
}

/** As it is typed in a checkout. */
function unindented(code: string): readonly string[] {
  return code
    .split("\n")
    .map((text) => text.replace(/^ {2}/, "").replace(/^rollout-validator /, "npx rollout-validator "));
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
