import * as z from "zod/mini";

/** What every EventBridge event carries; unknown fields pass through. */
const Envelope = z.object({
  id: z.string(),
  source: z.literal("aws.ecs"),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
});

/** "ECS Deployment State Change". Names of events are open: three are known. */
export const DeploymentEvent = z.extend(Envelope, {
  "detail-type": z.literal("ECS Deployment State Change"),
  detail: z.object({
    eventName: z.string(),
    deploymentId: z.string(),
    reason: z.optional(z.string()),
    updatedAt: z.optional(z.string()),
  }),
});
export type DeploymentEvent = z.infer<typeof DeploymentEvent>;

const EventContainer = z.object({
  name: z.string(),
  lastStatus: z.optional(z.string()),
  exitCode: z.optional(z.nullable(z.number())),
  reason: z.optional(z.string()),
  imageDigest: z.optional(z.string()),
  runtimeId: z.optional(z.string()),
});

/** "ECS Task State Change" of a task that a service's rollout started. */
export const TaskEvent = z.extend(Envelope, {
  "detail-type": z.literal("ECS Task State Change"),
  detail: z.object({
    taskArn: z.string(),
    taskDefinitionArn: z.string(),
    clusterArn: z.string(),
    group: z.string(),
    startedBy: z.string(),
    version: z.number(),
    lastStatus: z.string(),
    desiredStatus: z.string(),
    stopCode: z.optional(z.string()),
    stoppedReason: z.optional(z.string()),
    createdAt: z.optional(z.string()),
    startedAt: z.optional(z.string()),
    stoppingAt: z.optional(z.string()),
    stoppedAt: z.optional(z.string()),
    containers: z._default(z.array(EventContainer), []),
  }),
});
export type TaskEvent = z.infer<typeof TaskEvent>;

export const EcsEvent = z.discriminatedUnion("detail-type", [DeploymentEvent, TaskEvent]);
export type EcsEvent = z.infer<typeof EcsEvent>;
