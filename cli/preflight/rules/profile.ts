import { byDefinition, listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";
import { containersOf } from "./log-readers.ts";

/** Problems that are shown; `lint` shows all. */
const mostProblems = 3;

/** The profile can be used: its form is right, its patterns compile. */
const profile: Rule = {
  group: "profile",
  name: "profile",
  judge: ({ profile: read, resolved, service }) => {
    if (read.unread !== undefined) return unread(read);
    if (read.value === undefined)
      return warn(
        "none: the built-in default checks the health of the tasks only",
        `Publish one as the SSM parameter <prefix>/profiles/${service.cluster}/${service.name}.`,
      );
    const { problems, source, checks } = resolved;
    if (problems.length > 0) {
      const more = problems.length > mostProblems ? `; and ${problems.length - mostProblems} more` : "";
      return ng(
        `${source} cannot be used: ${problems.slice(0, mostProblems).join("; ")}${more}`,
        "Correct it, and try it with `rollout-validator lint`.",
      );
    }
    const deciding = checks.filter(({ mode }) => mode !== "shadow");
    return deciding.some(({ kind }) => kind !== "task-health")
      ? ok(`${source}: ${deciding.length} of ${checks.length} checks decide`)
      : warn(
          `${source}: only the health of the tasks decides`,
          "Add a check that sees the application work, e.g. of its start-up line.",
        );
  },
};

/** Every container that a check names is there. */
const containers: Rule = {
  group: "profile",
  name: "named containers",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const known = definition.containers.map(({ name }) => name);
      const named = facts.resolved.checks.flatMap((check) =>
        containersOf(check).map((name) => ({ check: check.name, name })),
      );
      if (named.length === 0) return skip("no check names a container");
      const unknown = named.filter(({ name }) => !known.includes(name));
      return unknown.length === 0
        ? ok(listed([...new Set(named.map(({ name }) => name))]))
        : ng(
            unknown.map(({ check, name }) => `${check} names ${name}`).join("; ") +
              `; the task definition has ${listed(known)}`,
            "Correct the name in the profile, or deploy a task definition that has the container.",
          );
    }),
};

export const profileRules = [profile, containers];
