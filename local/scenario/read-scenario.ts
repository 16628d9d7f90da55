import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { load } from "js-yaml";
import { parseShape } from "../../shared/schema/problems.ts";
import { Scenario } from "./schema/scenario.ts";

/** A scenario that was read, with the texts of the files it names. */
export interface ReadScenario {
  readonly scenario: Scenario;
  /** YAML or JSON of the profile; undefined = the service has none. */
  readonly profileText: string | undefined;
  /** The text of a file named in the timeline. */
  readonly fileText: (path: string) => string;
}

/** Lists every problem of a scenario, each with its path and what is allowed there. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly problems: readonly string[];

  constructor(where: string, problems: readonly string[]) {
    super(`${where} is no scenario:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Reads a scenario file and the files it names; throws ScenarioError. */
export function readScenario(file: string): ReadScenario {
  const folder = dirname(file);
  return parseScenario(readFileSync(file, "utf8"), {
    where: file,
    readFile: (path) => readFileSync(resolve(folder, path), "utf8"),
  });
}

export function parseScenario(
  text: string,
  { where = "The text", readFile = noFiles }: { where?: string; readFile?: (path: string) => string } = {},
): ReadScenario {
  const { data, problems } = parseShape(Scenario, yamlOf(text, where));
  if (problems) throw new ScenarioError(where, problems);
  const { texts, unreadable } = readFiles(data, readFile);
  if (unreadable.length > 0) throw new ScenarioError(where, unreadable);
  const fileText = (path: string): string => texts.get(path) ?? readFile(path);
  return { scenario: data, profileText: profileText(data.profile, fileText), fileText };
}

/** Reads every file that a scenario names before it plays: a name that is wrong is a mistake in the scenario. */
function readFiles(
  { profile, timeline }: Scenario,
  readFile: (path: string) => string,
): { readonly texts: ReadonlyMap<string, string>; readonly unreadable: readonly string[] } {
  const named = [
    ...(typeof profile === "string" && profile !== "none" ? [{ path: "profile", file: profile }] : []),
    ...timeline.flatMap((entry, index) =>
      "file" in entry && entry.file !== undefined ? [{ path: `timeline[${index}].file`, file: entry.file }] : [],
    ),
  ];
  const texts = new Map<string, string>();
  const unreadable = named.flatMap(({ path, file }) => {
    try {
      texts.set(file, readFile(file));
      return [];
    } catch (error) {
      return [`${path}: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  return { texts, unreadable };
}

function yamlOf(text: string, where: string): unknown {
  try {
    return load(text);
  } catch (error) {
    throw new ScenarioError(where, [error instanceof Error ? error.message : String(error)]);
  }
}

function profileText(profile: Scenario["profile"], readFile: (path: string) => string): string | undefined {
  if (profile === "none") return undefined;
  return typeof profile === "string" ? readFile(profile) : JSON.stringify(profile);
}

function noFiles(path: string): never {
  throw new Error(`The scenario names the file ${path}, but was not read from a file.`);
}
