import type { ServiceFacts } from "../facts.ts";
import { listed, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";

const ofOthers = ({ controller }: ServiceFacts) => skip(`${controller} has its own rules for it`);

/** A release that does not start is taken back without a person. */
const circuitBreaker: Rule = {
  group: "deployment",
  name: "circuit breaker",
  judge: ({ service }) => {
    if (service.controller !== "ECS") return ofOthers(service);
    const next = "Set deployment_circuit_breaker { enable = true, rollback = true }.";
    if (!service.breaker.enable) return ng("off: ECS starts a broken release again and again, without an end", next);
    return service.breaker.rollback
      ? ok("on, with rollback")
      : warn("on, without rollback: a failed release stays until a person acts", next);
  },
};

/** Tasks that ECS may run at least and at most; it rounds the minimum up and the maximum down (ECS API, DeploymentConfiguration). */
function bounds({ desired, minimumHealthyPercent, maximumPercent }: ServiceFacts) {
  return {
    least: Math.ceil((desired * minimumHealthyPercent) / 100),
    most: Math.floor((desired * maximumPercent) / 100),
  };
}

function isRolling({ strategy, scheduling, controller }: ServiceFacts): boolean {
  return controller === "ECS" && strategy === "ROLLING" && scheduling !== "DAEMON";
}

const notRolling = (service: ServiceFacts) =>
  service.controller !== "ECS"
    ? ofOthers(service)
    : skip(
        service.scheduling === "DAEMON"
          ? "a daemon service replaces its task on each instance"
          : `${service.strategy} starts all new tasks beside the old ones`,
      );

/** A rollout takes no capacity away. */
const minimumHealthy: Rule = {
  group: "deployment",
  name: "capacity",
  judge: ({ service }) => {
    if (!isRolling(service)) return notRolling(service);
    const { desired, minimumHealthyPercent: percent } = service;
    if (percent >= 100) return ok(`all ${desired} tasks stay up (minimum healthy ${percent} %)`);
    return warn(
      `only ${bounds(service).least} of ${desired} tasks stay up for sure (minimum healthy ${percent} %)`,
      "Set deployment_minimum_healthy_percent to 100 unless the service can spare them.",
    );
  },
};

/** ECS may start a new task or stop an old one: without either it can replace nothing. */
const roomToRoll: Rule = {
  group: "deployment",
  name: "room to roll",
  judge: ({ service }) => {
    if (!isRolling(service)) return notRolling(service);
    const { desired, minimumHealthyPercent, maximumPercent } = service;
    const { least, most } = bounds(service);
    if (desired === 0) return skip("no task is wanted");
    const percents = `minimum ${minimumHealthyPercent} %, maximum ${maximumPercent} %`;
    return most > desired || least < desired
      ? ok(`between ${least} and ${most} tasks (${percents})`)
      : ng(
          `with ${desired} ${desired === 1 ? "task" : "tasks"} ECS may neither start one more nor stop one (${percents}): the rollout cannot begin`,
          "Raise deployment_maximum_percent to 200.",
        );
  },
};

/** No alarm of the deployment is red before it: ECS would ignore all of them (docs/facts/ecs.md 3.5). */
const alarms: Rule = {
  group: "deployment",
  name: "alarms",
  judge: ({ service, alarms: read }) => {
    if (service.controller !== "ECS") return ofOthers(service);
    const { enable, names } = service.alarms;
    if (!enable || names.length === 0)
      return warn(
        "none: a release whose tasks are healthy and whose users see errors is not taken back",
        "Name alarms on errors and latency in alarms { enable = true, rollback = true, alarm_names = [...] } of the service.",
      );
    if (read.unread !== undefined) return unread(read);
    const stateOf = (name: string) => read.value.find((alarm) => alarm.name === name)?.state;
    const red = names.filter((name) => stateOf(name) === "ALARM");
    if (red.length > 0)
      return ng(
        `${listed(red)} ${red.length === 1 ? "is" : "are"} red already, so ECS would ignore all alarms during the deployment`,
        "Find out why before you deploy, and deploy when all are OK.",
      );
    const missing = names.filter((name) => stateOf(name) === undefined);
    if (missing.length > 0)
      return warn(`there is no alarm ${listed(missing)}`, "Create it, or take its name out of the service.");
    const blind = names.filter((name) => stateOf(name) === "INSUFFICIENT_DATA");
    return blind.length > 0
      ? warn(
          `${listed(blind)} ${blind.length === 1 ? "has" : "have"} too little data`,
          "Check that its metric is still written.",
        )
      : ok(`${listed(names)} ${names.length === 1 ? "is" : "are"} OK`);
  },
};

export const deploymentRules = [circuitBreaker, minimumHealthy, roomToRoll, alarms];
