import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Problem, parseShape, problemAt } from "../../shared/schema/problems.ts";
import { readYaml } from "../../shared/schema/read-yaml.ts";
import { type Position, yamlPlaces } from "../../shared/schema/yaml-places.ts";
import { mistakesOf } from "./mistakes.ts";
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

  constructor(where: string, problems: readonly string[], places: readonly (Position | undefined)[] = []) {
    const lines = problems.map((problem, index) => {
      const place = places[index];
      return place === undefined ? `  ${problem}` : `  line ${place.line}: ${problem}`;
    });
    super(`${where} is no scenario:\n${lines.join("\n")}`);
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
  const refusal = (problems: readonly Problem[]): ScenarioError => refused(where, text, problems);
  const { value, problem } = readYaml(text);
  if (problem) throw refusal([problem]);
  const { data, details } = parseShape(Scenario, value);
  if (details) throw refusal(details);
  const { texts, unreadable } = readFiles(data, readFile);
  if (unreadable.length > 0) throw refusal(unreadable);
  const fileText = (path: string): string => texts.get(path) ?? readFile(path);
  const read = { scenario: data, profileText: profileText(data.profile, fileText), fileText };
  const mistakes = mistakesOf(data, read.profileText);
  if (mistakes.length > 0) throw refusal(mistakes);
  return read;
}

function refused(where: string, text: string, problems: readonly Problem[]): ScenarioError {
  const places = yamlPlaces(text);
  return new ScenarioError(
    where,
    problems.map((problem) => problem.text),
    problems.map(({ path, position }) => position ?? places(path)),
  );
}

/** Reads every file that a scenario names before it plays: a name that is wrong is a mistake in the scenario. */
function readFiles(
  { profile, timeline }: Scenario,
  readFile: (path: string) => string,
): { readonly texts: ReadonlyMap<string, string>; readonly unreadable: readonly Problem[] } {
  const named = [
    ...(typeof profile === "string" && profile !== "none" ? [{ path: ["profile"], file: profile }] : []),
    ...timeline.flatMap((entry, index) =>
      "file" in entry && entry.file !== undefined ? [{ path: ["timeline", index, "file"], file: entry.file }] : [],
    ),
  ];
  const texts = new Map<string, string>();
  const unreadable = named.flatMap(({ path, file }) => {
    try {
      texts.set(file, readFile(file));
      return [];
    } catch (error) {
      return [problemAt(path, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)];
    }
  });
  return { texts, unreadable };
}

function profileText(profile: Scenario["profile"], readFile: (path: string) => string): string | undefined {
  if (profile === "none") return undefined;
  return typeof profile === "string" ? readFile(profile) : JSON.stringify(profile);
}

function noFiles(path: string): never {
  throw new Error(`The scenario names the file ${path}, but was not read from a file.`);
}
