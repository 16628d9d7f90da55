import type { CheckConfigRecord } from "../../../shared/domain/evidence.ts";
import type { DefinitionFacts } from "../facts.ts";
import { essential } from "../rule.ts";

/** Containers whose lines somebody needs: the essential ones, and those that a log check names. */
export function watched(
  definition: DefinitionFacts,
  checks: readonly CheckConfigRecord[],
): DefinitionFacts["containers"] {
  const named = new Set(logChecks(checks).flatMap(containersOf));
  const wanted = new Set([...essential(definition).map(({ name }) => name), ...named]);
  return definition.containers.filter(({ name }) => wanted.has(name));
}

function logChecks(checks: readonly CheckConfigRecord[]): readonly CheckConfigRecord[] {
  return checks.filter(({ kind }) => kind.startsWith("log-"));
}

/** The containers that a check names, as the profile writes them: one or a list. */
export function containersOf({ container }: CheckConfigRecord): readonly string[] {
  return [container].flat().filter((name) => typeof name === "string");
}

/** Whether a check that decides reads the lines of a container. */
export function isReadByGate(name: string, checks: readonly CheckConfigRecord[]): boolean {
  return logChecks(checks).some((check) => {
    const named = containersOf(check);
    return check.mode !== "shadow" && (named.length === 0 || named.includes(name));
  });
}
