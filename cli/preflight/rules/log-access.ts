import { type LogReach, reaches } from "../../../shared/domain/log-reach.ts";
import type { LogGroupFacts, PreflightFacts } from "../facts.ts";
import { byDefinition, type Judgement, listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";
import { isReadByGate, watched } from "./log-readers.ts";

/** The functions may read what their checks need; the caller's own rights say nothing about theirs. */
export const logAccess: Rule = {
  group: "logs",
  name: "log access",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { logReach, logGroups, service, resolved } = facts;
      const names = watched(definition, resolved.checks).map(({ name }) => name);
      const needed = logGroups.filter(({ container }) => names.includes(container));
      if (needed.length === 0) return skip("no container that matters logs into a log group that is known");
      if (logReach.unread !== undefined) return unread(logReach);
      return logReach.value === undefined
        ? skip(`no validator in ${service.region} publishes what it may read`)
        : judgeReach(facts, needed, logReach.value);
    }),
};

function judgeReach(
  { service: { region }, resolved }: PreflightFacts,
  needed: readonly LogGroupFacts[],
  reach: LogReach,
): Judgement {
  const outside = needed.filter((place) => !reaches(reach, region, place));
  const name = (place: LogGroupFacts): string => placeName(place, region);
  if (outside.length === 0) return ok(`the validator may read ${named(needed.map(name))}`);
  const next = adviceOf(outside, region, reach);
  const decisive = outside.filter(({ container }) => isReadByGate(container, resolved.checks));
  return decisive.length > 0
    ? ng(
        `the validator may not read ${named(decisive.map(name))}, and a check that decides reads it: its verdict would be inconclusive`,
        next,
      )
    : warn(
        `the validator may not read ${named(outside.map(name))}: no last lines of containers that died, and no check can read it`,
        next,
      );
}

function placeName({ group, region }: LogGroupFacts, home: string): string {
  return region === home ? group : `${group} in ${region}`;
}

function named(names: readonly string[]): string {
  return listed([...new Set(names)]);
}

function adviceOf(outside: readonly LogGroupFacts[], home: string, { prefixes, otherRegions }: LogReach): string {
  const isFar = ({ region }: LogGroupFacts): boolean => region !== home && !otherRegions.includes(region);
  const isStrange = ({ group }: LogGroupFacts): boolean =>
    !reaches({ prefixes, otherRegions }, home, { group, region: home });
  const steps = [
    outside.some(isStrange) &&
      `its prefix to logGroupPrefixes of the stage, which has ${prefixes.length === 0 ? "none" : listed(prefixes)}`,
    outside.some(isFar) && "its Region to otherLogRegions of the stage",
  ].filter((step) => step !== false);
  return `Add ${listed(steps)}, and deploy the validator.`;
}
