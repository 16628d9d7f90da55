import type { CheckConfigRecord, ResolvedProfile } from "../../../shared/domain/evidence.ts";
import type { ContainerFacts, DefinitionFacts, PreflightFacts } from "../facts.ts";
import { byDefinition, type Judgement, listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";
import { logAccess } from "./log-access.ts";
import { isReadByGate, watched } from "./log-readers.ts";

/** Why the lines of a container cannot be found, or undefined. */
function lineProblem(
  { logDriver, logOptions }: ContainerFacts,
  firelens: ResolvedProfile["firelens"],
): string | undefined {
  if (logDriver === undefined) return "has no log configuration";
  if (logDriver === "awsfirelens") return routerProblem(logOptions, firelens?.group);
  if (logDriver !== "awslogs") return `logs through ${logDriver}, whose place cannot be derived`;
  return logOptions["awslogs-stream-prefix"]
    ? undefined
    : "logs without awslogs-stream-prefix, so that its streams bear ids that ECS tells late";
}

/** The options of a container are those of its router's output; they may also stand in a file, which nobody can read here. */
function routerProblem(options: ContainerFacts["logOptions"], group: string | undefined): string | undefined {
  if (group === undefined) return "logs through FireLens, and the profile does not name the router's log group";
  const given = new Map(Object.entries(options).map(([name, value]) => [name.toLowerCase(), value]));
  const [output = "cloudwatch_logs", target = group] = [given.get("name"), given.get("log_group_name")];
  if (!output.startsWith("cloudwatch")) return `logs through FireLens to ${output}, not to CloudWatch Logs`;
  if (target !== group && !target.includes("$"))
    return `logs through FireLens into ${target}, and the profile names ${group}`;
  return given.has("log_key")
    ? "logs through FireLens with log_key, so that no record says which task and container it is of"
    : undefined;
}

/** The lines of every container that matters can be found: awslogs with a stream prefix, or FireLens into the group that the profile names. */
const driver: Rule = {
  group: "logs",
  name: "log driver",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { checks, firelens } = facts.resolved;
      const containers = watched(definition, checks);
      const problems = containers.flatMap((container) => {
        const why = lineProblem(container, firelens);
        return why === undefined ? [] : [{ container, text: `${container.name} ${why}` }];
      });
      if (problems.length === 0) return ok(found(containers, firelens));
      const says = problems.map(({ text }) => text).join("; ");
      const isRouted = problems.every(({ container }) => container.logDriver === "awsfirelens");
      const next = isRouted ? routerAdvice : driverAdvice;
      return problems.some(({ container }) => decides(container, checks))
        ? ng(`${says}: a check that decides reads these lines`, next)
        : warn(says, next);
    }),
};

const driverAdvice = "Use the log driver awslogs with awslogs-group, awslogs-region and awslogs-stream-prefix.";
const routerAdvice =
  "Name the group in the profile (firelens: { group: ... }), and let the router write whole records with their metadata.";

function found(containers: DefinitionFacts["containers"], firelens: ResolvedProfile["firelens"]): string {
  const names = (isRouted: boolean): readonly string[] =>
    containers.filter(({ logDriver }) => (logDriver === "awsfirelens") === isRouted).map(({ name }) => name);
  const [direct, routed] = [names(false), names(true)];
  return [
    ...(direct.length > 0 || routed.length === 0 ? [`awslogs with a stream prefix in ${listed(direct)}`] : []),
    ...(routed.length > 0 ? [`FireLens into ${firelens?.group} in ${listed(routed)}`] : []),
  ].join(", ");
}

/** A gate reads the container's lines, and nobody can find them; those of awslogs can be found all the same, by the container's id. */
function decides({ name, logDriver }: ContainerFacts, checks: readonly CheckConfigRecord[]): boolean {
  return logDriver !== "awslogs" && isReadByGate(name, checks);
}

/** The log groups are there, and can be read at once. */
const group: Rule = {
  group: "logs",
  name: "log group",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { logGroups } = facts;
      if (logGroups.length === 0) return skip("no container logs into a log group that is known");
      const blind = logGroups.find(({ logClass }) => logClass.unread !== undefined)?.logClass;
      if (blind?.unread !== undefined) return unread(blind);
      return groupState(logGroups, definition);
    }),
};

function groupState(logGroups: PreflightFacts["logGroups"], { containers }: DefinitionFacts): Judgement {
  const creates = (name: string) => {
    const container = containers.find((each) => each.name === name);
    // A router that cannot write keeps no task from starting.
    return container?.logDriver === "awsfirelens" || container?.logOptions["awslogs-create-group"] === "true";
  };
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

export const logRules = [driver, group, logAccess, mode];
