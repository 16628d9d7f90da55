import * as z from "zod/mini";
import { lifecycleStages } from "../../ecs/lifecycle.ts";
import { Span } from "./moment.ts";
import { strict } from "./strict.ts";

const Texts = z.record(z.string(), z.string());
const whole = z.int().check(z.gte(0));

const drivers = [
  "awslogs",
  "awsfirelens",
  "splunk",
  "fluentd",
  "gelf",
  "json-file",
  "journald",
  "syslog",
  "none",
] as const;

const ContainerLogs = strict({
  driver: z
    .prefault(z.enum(drivers), "awslogs")
    .check(z.describe("Log driver; `none` = no log configuration. Fargate takes the first three.")),
  group: z
    .optional(z.string())
    .check(z.describe("Log group, for awsfirelens the one into which its router writes; /ecs/<service> unless told.")),
  region: z.optional(z.string()).check(z.describe("Region of the log group; the service's unless told.")),
  prefix: z
    .optional(z.string())
    .check(
      z.describe(
        "Stream prefix; the service's name unless told, `none` = without one, as EC2 allows. For awsfirelens the router's; from-fluent-bit/ unless told, `none` = one stream for all tasks.",
      ),
    ),
  class: z.prefault(z.enum(["STANDARD", "INFREQUENT_ACCESS"]), "STANDARD").check(z.describe("Log class of the group.")),
  mode: z.optional(z.enum(["blocking", "non-blocking"])).check(z.describe("Delivery mode of the log driver.")),
  metadata: z
    .prefault(z.boolean(), true)
    .check(z.describe("For awsfirelens: whether the router adds the task to each record (enable-ecs-log-metadata).")),
});

const Container = strict({
  name: z.prefault(z.string(), "app"),
  image: z.optional(z.string()).check(z.describe("Image without its tag.")),
  essential: z.prefault(z.boolean(), true),
  healthCheck: z
    .prefault(z.boolean(), true)
    .check(z.describe("Whether the task definition has a health check for it.")),
  environment: z.prefault(Texts, {}),
  labels: z.prefault(Texts, {}).check(z.describe("Docker labels.")),
  versionConsistency: z
    .optional(z.literal("disabled"))
    .check(z.describe("`disabled`: each task pulls what the tag means then, not the digest of the revision.")),
  logs: z.prefault(ContainerLogs, {}),
});

const CircuitBreaker = z.union([
  z.pipe(
    z.boolean(),
    z.transform((enable: boolean) => ({ enable, rollback: enable })),
  ),
  strict({ enable: z.boolean(), rollback: z.boolean() }),
]);

const percent = z.number().check(z.gt(0), z.lte(100));

const Strategy = strict({
  name: z.enum(["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"]),
  bake: z.prefault(Span, "10m").check(z.describe("How long the old tasks stay after all traffic has moved.")),
  step: z
    .prefault(percent, 10)
    .check(z.describe("Percent of the traffic of each step of LINEAR, of the first step of CANARY.")),
  stepBake: z.prefault(Span, "6m").check(z.describe("How long a step is watched.")),
  hooks: z.prefault(z.array(z.enum(lifecycleStages)), []).check(z.describe("Stages that have a lifecycle hook.")),
});

/** The service before and during the rollout; every member has a usual value. */
export const Service = strict({
  name: z.prefault(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,255}$/)), "bf-manage-core"),
  cluster: z.prefault(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,255}$/)), "production"),
  region: z.prefault(z.string(), "ap-southeast-2"),
  account: z.prefault(z.string().check(z.regex(/^\d{12}$/, "must be the 12 digits of an account")), "111122223333"),
  desired: z.prefault(whole, 4).check(z.describe("Desired count of tasks.")),
  circuitBreaker: z
    .prefault(CircuitBreaker, true)
    .check(z.describe("Deployment circuit breaker; `true` = with rollback.")),
  healthyAfter: z
    .prefault(z.union([Span, z.literal("never")]), "10s")
    .check(
      z.describe(
        "A running task's container health check passes this long after RUNNING; `never` leaves it to the timeline.",
      ),
    ),
  controller: z
    .prefault(z.enum(["ECS", "CODE_DEPLOY", "EXTERNAL"]), "ECS")
    .check(z.describe("Deployment controller; the others have task sets, and send no deployment events.")),
  scheduling: z
    .prefault(z.enum(["REPLICA", "DAEMON"]), "REPLICA")
    .check(z.describe("`DAEMON` = a task on every instance, so that `desired` is their number; on EC2 only.")),
  launchType: z.prefault(z.enum(["FARGATE", "EC2"]), "FARGATE"),
  strategy: z
    .prefault(Strategy, { name: "ROLLING" })
    .check(z.describe("Deployment strategy; all but ROLLING go through lifecycle stages.")),
  alarms: z.prefault(z.array(z.string()), []).check(z.describe("CloudWatch alarms that roll a deployment back.")),
  targetGroups: z
    .prefault(z.array(z.string().check(z.regex(/^[A-Za-z0-9-]{1,32}$/, "must be the name of a target group"))), [])
    .check(z.describe("Target groups of load balancers into which its tasks are put.")),
  containers: z.prefault(z.array(Container).check(z.minLength(1)), [{}]),
  tags: z.prefault(Texts, {}),
});
export type Service = z.infer<typeof Service>;

const carriers = ["environment", "labels", "imageTag", "taskDefinitionTags", "serviceTags", "none"] as const;

/** What is shipped, and where its identity can be read. */
export const Release = strict({
  id: z.prefault(z.string(), "v2.3.1"),
  commit: z.prefault(
    z.string().check(z.regex(/^[0-9a-f]{40}$/, "must be a full commit sha, 40 hex digits")),
    "8f14e45fceea167a5a36dedd4bea2543b6c1d0f7",
  ),
  project: z.prefault(z.string(), "betterfleet/bf-manage-core").check(z.describe("Path of the GitLab project.")),
  pipelineId: z
    .optional(z.string().check(z.regex(/^\d+$/)))
    .check(z.describe("Id of the GitLab pipeline that deploys it.")),
  ref: z.prefault(z.string(), "main"),
  by: z.prefault(z.enum(carriers), "environment").check(z.describe("The carrier of the identity.")),
});
export type Release = z.infer<typeof Release>;
