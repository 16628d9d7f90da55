import type { CheckConfigRecord } from "../../../shared/domain/evidence.ts";
import type { ContainerFacts, DefinitionFacts, PreflightFacts } from "../facts.ts";
import { byDefinition, essential, type Judgement, listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";

/** Containers whose lines somebody needs: the essential ones, and those that a log check names. */
function watched(definition: DefinitionFacts, checks: readonly CheckConfigRecord[]): DefinitionFacts["containers"] {
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

/** Why the lines of a container cannot be found, or undefined. */
function lineProblem({ logDriver, logOptions }: ContainerFacts): string | undefined {
  if (logDriver === undefined) return "has no log configuration";
  if (logDriver !== "awslogs") return `logs through ${logDriver}, whose place cannot be derived`;
  return logOptions["awslogs-stream-prefix"]
    ? undefined
    : "logs without awslogs-stream-prefix, so that its streams bear ids that ECS tells late";
}

/** The lines of every container that matters can be found: awslogs with a stream prefix. */
const driver: Rule = {
  group: "logs",
  name: "log driver",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { checks } = facts.resolved;
      const containers = watched(definition, checks);
      const problems = containers.flatMap((container) => {
        const why = lineProblem(container);
        return why === undefined ? [] : [{ container, text: `${container.name} ${why}` }];
      });
      if (problems.length === 0)
        return ok(`awslogs with a stream prefix in ${listed(containers.map(({ name }) => name))}`);
      const says = problems.map(({ text }) => text).join("; ");
      const next = "Use the log driver awslogs with awslogs-group, awslogs-region and awslogs-stream-prefix.";
      return problems.some(({ container }) => decides(container, checks))
        ? ng(`${says}: a check that decides reads these lines`, next)
        : warn(says, next);
    }),
};

/** A gate reads the container's lines, and nobody can find them. */
function decides({ name, logDriver }: ContainerFacts, checks: readonly CheckConfigRecord[]): boolean {
  // These can be found all the same: by the container's id, or in the group that a FireLens configuration names.
  if (logDriver === "awslogs" || logDriver === "awsfirelens") return false;
  return logChecks(checks).some((check) => {
    const named = containersOf(check);
    return check.mode !== "shadow" && (named.length === 0 || named.includes(name));
  });
}

/** The log groups are there, and can be read at once. */
const group: Rule = {
  group: "logs",
  name: "log group",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { logGroups } = facts;
      if (logGroups.length === 0) return skip("no container logs through awslogs");
      const blind = logGroups.find(({ logClass }) => logClass.unread !== undefined)?.logClass;
      if (blind?.unread !== undefined) return unread(blind);
      return groupState(logGroups, definition);
    }),
};

function groupState(logGroups: PreflightFacts["logGroups"], { containers }: DefinitionFacts): Judgement {
  const creates = (name: string) =>
    containers.find((container) => container.name === name)?.logOptions["awslogs-create-group"] === "true";
  const missing = logGroups.filter(({ logClass }) => logClass.value === undefined);
  const lost = namesOf(missing.filter(({ container }) => !creates(container)));
  if (lost.length > 0)
    return ng(
      `there is no log group ${listed(lost)}: tasks that cannot log do not start`,
      "Create the log group, or correct awslogs-group and awslogs-region.",
    );
  if (missing.length > 0)
    return warn(
      `there is no log group ${listed(namesOf(missing))} yet; the first task creates it`,
      "Create it beforehand, with the retention that you want.",
    );
  const slow = namesOf(logGroups.filter(({ logClass }) => logClass.value === "INFREQUENT_ACCESS"));
  return slow.length > 0
    ? warn(
        `${listed(slow)} is of the class INFREQUENT_ACCESS: lines are found one to three minutes late`,
        "Give log checks of this service a `within` of at least 5m, or use the class STANDARD.",
      )
    : ok(`${listed(namesOf(logGroups))}, class STANDARD`);
}

function namesOf(logGroups: PreflightFacts["logGroups"]): readonly string[] {
  return [...new Set(logGroups.map((each) => each.group))];
}

/** No line is lost on its way: the default since 25 June 2025 is non-blocking, which drops lines when its buffer is full. */
const mode: Rule = {
  group: "logs",
  name: "log mode",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const containers = watched(definition, facts.resolved.checks).filter(({ logDriver }) => logDriver === "awslogs");
      if (containers.length === 0) return skip("no container that matters logs through awslogs");
      const lossy = containers.filter(({ logOptions }) => logOptions["mode"] !== "blocking");
      if (lossy.length === 0) return ok("blocking: no line is lost");
      const [{ logOptions } = { logOptions: {} as Readonly<Record<string, string>> }] = lossy;
      const how = logOptions["mode"] ?? "the account's default, non-blocking unless changed";
      return warn(
        `${listed(lossy.map(({ name }) => name))} can lose lines when the buffer of ${logOptions["max-buffer-size"] ?? "10m"} is full (${how})`,
        "Set the log option mode to blocking, or max-buffer-size to what a burst needs.",
      );
    }),
};

export const logRules = [driver, group, mode];
