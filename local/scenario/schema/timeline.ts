import * as z from "zod/mini";
import { lifecycleStages } from "../../ecs/lifecycle.ts";
import { Moment, Span } from "./moment.ts";
import { Release } from "./service.ts";
import { strict } from "./strict.ts";

const count = z.int().check(z.gte(1));

const Tasks = z
  .union([
    z.enum(["all", "new", "newest", "old"]),
    z
      .string()
      .check(
        z.regex(
          /^(new|newest|old) \d+$/,
          "must be all, new, newest, old, a number, a list of numbers, or such as `new 2`",
        ),
      ),
    count,
    z.array(count).check(z.minLength(1)),
  ])
  .check(
    z.describe(
      "Tasks of the rollout: all (1 to desired), numbers, `new 2` (two not yet there), `newest 2` (the last two), `old` (of the older release), `old 2` (its second one).",
    ),
  );
export type Tasks = z.infer<typeof Tasks>;

const moment = {
  at: Moment,
  every: z.optional(Span).check(z.describe("Repeats the entry at this interval, `times` times in all.")),
  times: z.optional(count),
};
const traffic = z.number().check(z.gte(0), z.lte(100));
const ofTasks = {
  ...moment,
  of: z.optional(count).check(z.describe("Which deploy, counted from 1; the latest one unless told.")),
  tasks: Tasks,
};
const lines = {
  ...ofTasks,
  container: z.optional(z.string()).check(z.describe("Container that logs; the first one unless told.")),
  over: z.optional(Span).check(z.describe("Spreads the lines evenly over this time; all at once unless told.")),
  late: z.optional(Span).check(z.describe("CloudWatch takes the lines in this much later than they are stamped.")),
};
const ContainerEnd = strict({ exitCode: z.optional(z.int()), reason: z.optional(z.string()) });

export const StatusEntry = strict({
  ...ofTasks,
  status: z
    .enum(["PENDING", "RUNNING", "DRAINING", "STOPPED"])
    .check(
      z.describe("`DRAINING`: ECS stops it as it stops tasks that it no longer wants, which takes `ecs.drainTakes`."),
    ),
  pushed: z
    .optional(z.string())
    .check(
      z.describe(
        "For RUNNING: what was pushed under the image's tag before these tasks pulled it, any text; they run it where version consistency is disabled.",
      ),
    ),
  stopCode: z
    .optional(z.string())
    .check(z.describe("For STOPPED; EssentialContainerExited, or TaskFailedToStart when it never ran, unless told.")),
  reason: z.optional(z.string()).check(z.describe("For STOPPED: `stoppedReason`.")),
  exitCode: z
    .optional(z.int())
    .check(z.describe("For STOPPED: exit code of the first container; 1 unless told, none when it never ran.")),
  containers: z
    .optional(z.record(z.string(), ContainerEnd))
    .check(z.describe("For STOPPED: how each container ended.")),
});
export const HealthEntry = strict({ ...ofTasks, health: z.enum(["HEALTHY", "UNHEALTHY", "UNKNOWN"]) });
export const LogEntry = strict({
  ...lines,
  log: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .check(
      z.describe(
        "One record: a text (may have several lines) or an object (a JSON line). `{time}`, `{task}` and `{n}` are filled in.",
      ),
    ),
  repeat: z.optional(count).check(z.describe("Writes it this often.")),
  bytes: z.optional(count).check(z.describe("Fills the record up to this size.")),
});
export const LinesEntry = strict({ ...lines, lines: z.string().check(z.describe("A record per line.")) });
export const FileEntry = strict({
  ...lines,
  file: z.string().check(z.describe("A file with a record per line; its path is relative to the scenario.")),
});
export const RolloutEntry = strict({
  ...moment,
  rollout: z.enum(["COMPLETED", "FAILED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "STOPPED"]),
  reason: z.optional(z.string()),
  alarms: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("For FAILED: the alarms that went off.")),
  keepsOldTasks: z
    .optional(z.literal(true))
    .check(z.describe("For COMPLETED: ECS counts the older release's tasks as the rollout's, and replaces none.")),
});
export const DeployEntry = strict({
  ...moment,
  deploy: strict({
    release: z.optional(Release),
    force: z
      .optional(z.literal(true))
      .check(z.describe("The same task definition once more, as with --force-new-deployment.")),
  }),
});
export const DesiredEntry = strict({
  ...moment,
  desired: z
    .int()
    .check(z.gte(0))
    .check(
      z.describe(
        "Autoscaling wants another number of tasks: those too many are drained, new ones the timeline starts.",
      ),
    ),
});
export const StageEntry = strict({
  ...moment,
  stage: z.enum(lifecycleStages).check(z.describe("The rollout enters, or goes on in, a lifecycle stage.")),
  test: z.optional(traffic).check(z.describe("Percent of the test traffic that the new tasks get from now on.")),
  production: z.optional(traffic).check(z.describe("The same of the production traffic.")),
  hook: z
    .optional(z.enum(["IN_PROGRESS", "AWAITING_ACTION", "SUCCEEDED", "FAILED", "TIMED_OUT"]))
    .check(
      z.describe("How the stage's lifecycle hook stands; FAILED and TIMED_OUT begin the rollback, without an event."),
    ),
});
export const ServiceEntry = strict({
  ...moment,
  service: z
    .enum(["DRAINING", "INACTIVE", "GONE"])
    .check(z.describe("The service is deleted: its tasks stop, it is inactive, ECS has forgotten it.")),
});
export const TaskDefinitionEntry = strict({
  ...moment,
  of: z.optional(count).check(z.describe("Whose, by the deploy's number; the latest one unless told.")),
  taskDefinition: z
    .enum(["INACTIVE", "DELETED"])
    .check(z.describe("The task definition is deregistered, or deleted after that.")),
});
export const ActionEntry = strict({
  ...moment,
  action: z.string().check(z.describe("Sends an ECS Service Action event of this name, e.g. SERVICE_STEADY_STATE.")),
  reason: z.optional(z.string()),
});
export const MessageEntry = strict({
  ...moment,
  message: z
    .string()
    .check(
      z.minLength(1),
      z.describe(
        "ECS writes a service event message; `(service <name>)` is put before it, `{task}` is the newest task.",
      ),
    ),
});
export const EventEntry = strict({
  ...moment,
  event: strict({
    source: z.prefault(z.string(), "aws.ecs"),
    "detail-type": z.string(),
    account: z.optional(z.string()),
    resources: z.prefault(z.array(z.string()), []),
    detail: z.record(z.string(), z.unknown()),
  }).check(z.describe("Sends any event.")),
});
export const LagEntry = strict({
  ...moment,
  lag: strict({ tail: z.optional(Span), insights: z.optional(Span) }).check(
    z.describe("Changes how long lines stay invisible to each reader."),
  ),
});
const ExecutionEntry = strict({
  ...moment,
  execution: z.literal("ABORTED").check(z.describe("A person stops every execution that runs.")),
});

export const TimelineEntry = z.union([
  StatusEntry,
  HealthEntry,
  LogEntry,
  LinesEntry,
  FileEntry,
  RolloutEntry,
  DeployEntry,
  DesiredEntry,
  StageEntry,
  ServiceEntry,
  TaskDefinitionEntry,
  ActionEntry,
  MessageEntry,
  EventEntry,
  LagEntry,
  ExecutionEntry,
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
