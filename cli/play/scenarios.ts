import { readdirSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ReadScenario, readScenario } from "../../local/scenario/read-scenario.ts";
import { commandName } from "../command-name.ts";
import { UsageError } from "../failure.ts";
import { nearText } from "../nearest.ts";

const folder = fileURLToPath(new URL("../../examples/scenarios/", import.meta.url));

export interface FoundScenario {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly read: ReadScenario;
}

/** The scenarios that come with the project, by name. */
export function knownScenarios(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map(nameOf)
    .sort();
}

/** A scenario by its file or, with or without `.yaml`, by its name in examples/scenarios. Throws UsageError or ScenarioError. */
export function findScenario(wanted: string, currentFolder: string): FoundScenario {
  const given = resolve(currentFolder, wanted);
  const named = resolve(folder, `${wanted.replace(/\.ya?ml$/, "")}.yaml`);
  const file = [given, named].find(isFile);
  if (file === undefined) {
    throw new UsageError(
      `There is no scenario ${wanted}: neither a file of that name nor one in examples/scenarios.${nearText(nameOf(wanted), knownScenarios())} All of them: ${commandName} simulate`,
    );
  }
  return { name: nameOf(file), file, read: readScenario(file) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, "");
}

/** The scenario as it would be for a later release of the same commit. */
export function asRelease({ name, file, read }: FoundScenario, id: string): FoundScenario {
  const { release, expect } = read.scenario;
  const evidence = expect.evidence && { ...expect.evidence, release: id };
  const scenario = {
    ...read.scenario,
    release: { ...release, id },
    expect: { ...expect, ...(evidence && { evidence }) },
  };
  return { name, file, read: { ...read, scenario } };
}

/** The scenario as it would be in another Region. */
export function inRegion({ name, file, read }: FoundScenario, region: string): FoundScenario {
  const { service } = read.scenario;
  return { name, file, read: { ...read, scenario: { ...read.scenario, service: { ...service, region } } } };
}
