import { humanDuration } from "../../../shared/domain/time.ts";
import type { ContainerFacts, HealthCheckFacts } from "../facts.ts";
import { byDefinition, essential, listed, ng, ok, type Rule, skip, warn } from "../rule.ts";

/** Something asks each essential container whether it works. */
const healthCheck: Rule = {
  group: "health",
  name: "health check",
  judge: (facts) =>
    byDefinition(facts, (definition) => {
      const { balanced } = facts.service;
      const containers = essential(definition);
      const isChecked = ({ name, hasHealthCheck }: ContainerFacts): boolean =>
        hasHealthCheck || balanced.includes(name);
      const unchecked = containers.filter((container) => !isChecked(container)).map(({ name }) => name);
      const next =
        "Give the container a healthCheck in the task definition; ECS does not read a HEALTHCHECK of the image.";
      if (unchecked.length === containers.length)
        return ng(`nothing checks ${listed(unchecked)}: a task that hangs counts as healthy`, next);
      if (unchecked.length > 0) return warn(`nothing checks ${listed(unchecked)}`, next);
      return ok(containers.map((container) => checkedBy(container, balanced)).join("; "));
    }),
};

function checkedBy({ name, hasHealthCheck }: ContainerFacts, balanced: readonly string[]): string {
  const by = [hasHealthCheck && "its own check", balanced.includes(name) && "the load balancer"].filter(Boolean);
  return `${name} is checked by ${by.join(" and ")}`;
}

/** The load balancer does not judge a task before it had its time to start. */
const gracePeriod: Rule = {
  group: "health",
  name: "grace period",
  judge: (facts) =>
    byDefinition(facts, ({ containers }) => {
      const { graceSeconds: grace, balanced } = facts.service;
      if (balanced.length === 0) return skip("no load balancer judges the tasks");
      const start = Math.max(0, ...containers.map((container) => container.healthCheck?.startPeriodSeconds ?? 0));
      const next = "Set health_check_grace_period_seconds to at least the time that the application takes to start.";
      if (grace < start)
        return ng(
          `${grace}s, and the health check allows ${start}s for the start: the load balancer can have a task killed that still starts`,
          next,
        );
      if (grace === 0) return warn("0s: the load balancer judges a task from its first second on", next);
      return ok(start > 0 ? `${grace}s, for a start of up to ${start}s` : `${grace}s`);
    }),
};

/** A task that hangs is found while the rollout is still validated. */
const detection: Rule = {
  group: "health",
  name: "detection time",
  judge: (facts) =>
    byDefinition(facts, ({ containers }) => {
      const checks = containers.flatMap(({ name, healthCheck: check }) =>
        check ? [{ name, seconds: detectionSeconds(check) }] : [],
      );
      const [slowest] = [...checks].sort((one, other) => other.seconds - one.seconds);
      if (slowest === undefined) return skip("no container has a health check of its own");
      const within = facts.resolved.rolloutWithinSeconds;
      const found = `${slowest.name}: a task that hangs is unhealthy ${humanDuration(slowest.seconds)} after its start`;
      return slowest.seconds < within
        ? ok(found)
        : warn(
            `${found}, and the rollout is given up after ${humanDuration(within)}`,
            "Shorten interval, retries or startPeriod of the health check, or raise rollout.within in the profile.",
          );
    }),
};

/** The start period, and then as many failed checks in a row as there are retries. */
function detectionSeconds({ startPeriodSeconds, retries, intervalSeconds }: HealthCheckFacts): number {
  return startPeriodSeconds + retries * intervalSeconds;
}

export const healthRules = [healthCheck, gracePeriod, detection];
