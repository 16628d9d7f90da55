import type { ServiceDeployment } from "../../../shared/domain/service-state.ts";
import { type Judgement, ng, ok, type Rule, skip, unread, warn } from "../rule.ts";

/** The service is there to be deployed to. */
const state: Rule = {
  group: "service",
  name: "state",
  judge: ({ service: { name, status, cluster } }) =>
    status === "ACTIVE"
      ? ok(`${name} is ACTIVE in the cluster ${cluster}`)
      : ng(`${name} is ${status}`, "Deploy to an ACTIVE service: this one is being deleted, or is gone."),
};

/** ECS itself makes the deployments: of others it tells too little to validate them. */
const controller: Rule = {
  group: "service",
  name: "controller",
  judge: ({ service }) =>
    service.controller === "ECS"
      ? ok(`ECS deploys it, by the strategy ${service.strategy}`)
      : ng(
          `${service.controller} deploys it, and such rollouts cannot be validated`,
          "Use the deployment controller ECS; it does rolling, blue/green, linear and canary deployments.",
        ),
};

/** Where tasks run decides what else must be known. */
const platform: Rule = {
  group: "service",
  name: "platform",
  judge: ({ service }) => {
    if (service.scheduling === "DAEMON")
      return warn(
        `a daemon service on ${service.platform}: one task for each instance`,
        "Keep the number of instances steady during the deploy: the number of wanted tasks follows it.",
      );
    if (service.platform === "EXTERNAL")
      return warn(
        "it runs on your own machines (ECS Anywhere)",
        "Make sure that they have room for old and new tasks.",
      );
    return ok(`runs on ${service.platform}`);
  },
};

/** A rollout without tasks proves nothing. */
const desiredCount: Rule = {
  group: "service",
  name: "desired count",
  judge: ({ service: { desired, scheduling } }) => {
    if (desired > 0) return ok(`${desired} ${desired === 1 ? "task is" : "tasks are"} wanted`);
    return scheduling === "DAEMON"
      ? ng("no instance is there for a task", "Register an instance in the cluster before the deploy.")
      : ng("no task is wanted, so a rollout would be inconclusive", "Raise the desired count before the deploy.");
  },
};

const finished = new Set(["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"]);

/** A rollout that loses tasks is no ground to deploy on: its failure would be the next one's. */
function underWay({ number = "?", status, circuitBreaker }: ServiceDeployment, next: string): Judgement {
  const failed = circuitBreaker?.failureCount ?? 0;
  if (failed === 0) return warn(`ecs-svc/${number} is ${status}`, next);
  const tasks = failed === 1 ? "1 task" : `${failed} tasks`;
  return ng(`ecs-svc/${number} is ${status} and ${tasks} failed so far`, "See by `evidence` why they failed, first.");
}

/** A deploy during a rollout takes its place, and the first one gets no verdict of its own. */
const inProgress: Rule = {
  group: "service",
  name: "rollout under way",
  judge: ({ service, deployments }) => {
    if (service.controller !== "ECS") return skip(`ECS does not tell of the rollouts of ${service.controller}`);
    const next = "Wait for its verdict: a deploy now takes its place, and it is superseded.";
    if (deployments.unread !== undefined)
      return service.rolloutState === "IN_PROGRESS" ? warn("a rollout is IN_PROGRESS", next) : unread(deployments);
    const open = deployments.value.find(({ status }) => !finished.has(status));
    if (open !== undefined) return underWay(open, next);
    return service.rolloutState === "IN_PROGRESS" ? warn("a rollout is IN_PROGRESS", next) : ok("none");
  },
};

export const serviceRules = [state, controller, platform, desiredCount, inProgress];
