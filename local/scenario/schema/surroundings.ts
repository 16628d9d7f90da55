import * as z from "zod/mini";
import { faultKinds } from "../../server/faults.ts";
import { Moment, Span } from "./moment.ts";
import { strict } from "./strict.ts";

const share = z.number().check(z.gte(0), z.lte(1));
const count = z.int().check(z.gte(1));

/** Trouble between the validator and a service. */
export const Fault = strict({
  service: z
    .enum([
      "ecs",
      "logs",
      "dynamodb",
      "states",
      "events",
      "secretsmanager",
      "ssm",
      "cloudwatch",
      "elasticloadbalancing",
      "gitlab",
      "endpoints",
      "lambda",
    ])
    .check(z.describe("Which service fails.")),
  operation: z
    .optional(z.string())
    .check(
      z.describe(
        "One operation, e.g. DescribeServices; for GitLab the HTTP method, for lambda the function; all unless told.",
      ),
    ),
  region: z.optional(z.string()),
  from: z.optional(Moment),
  to: z.optional(Moment),
  first: z.optional(count).check(z.describe("Only the first so many calls.")),
  share: z.optional(share).check(z.describe("Only this share of the calls, 0 to 1.")),
  fault: z.enum(faultKinds),
  by: z.optional(Span).check(z.describe("For `slow`: how late the answer comes.")),
});
export type Fault = z.infer<typeof Fault>;

const LostEvents = strict({
  detailType: z.optional(z.string()),
  eventName: z.optional(z.string()),
  lastStatus: z.optional(z.string()),
});

/** How EventBridge delivers. */
export const Events = strict({
  delay: z.prefault(Span, "500ms"),
  copies: z.prefault(count.check(z.lte(5)), 1).check(z.describe("How often every event arrives, 1 to 5.")),
  shuffle: z
    .prefault(Span, "0s")
    .check(z.describe("Each copy comes up to this much later, at random: events overtake each other.")),
  lost: z
    .optional(z.union([z.literal("all"), strict({ share }), z.array(LostEvents)]))
    .check(z.describe("Events that never arrive.")),
});

/** How CloudWatch Logs behaves. */
export const Logs = strict({
  tailLag: z
    .optional(Span)
    .check(z.describe("From a line's ingestion until FilterLogEvents returns it; 2s unless told.")),
  insightsLag: z.optional(Span).check(z.describe("Until Logs Insights finds it; 20s unless told.")),
  queryTakes: z.optional(Span).check(z.describe("How long a query runs; 2s unless told.")),
  missingStreams: z
    .optional(z.enum(["refused", "ignored"]))
    .check(z.describe("FilterLogEvents on a stream that does not exist yet.")),
});

export const Ecs = strict({
  consistency: z.prefault(Span, "0s").check(z.describe("How long a change stays invisible to the ECS API.")),
  drainTakes: z
    .prefault(Span, "0s")
    .check(z.describe("How long a task that ECS no longer wants takes from DEACTIVATING to STOPPED.")),
  rollbackTakes: z.prefault(Span, "1m").check(z.describe("From the breaker's trip until the rollback is complete.")),
});

/** An address at which the service is reached, and how it answers; checks of kind http ask it. */
export const Endpoint = strict({
  host: z.string().check(z.regex(/^[a-z0-9.-]+(?::\d+)?$/, "must be a host name, with its port if it has one")),
  answers: z
    .array(
      strict({
        from: z.prefault(Moment, "0s").check(z.describe("From when on it answers so.")),
        status: z.prefault(z.int().check(z.gte(200), z.lte(599)), 200).check(z.describe("HTTP status.")),
        takes: z.prefault(Span, "40ms").check(z.describe("From the request to its answer.")),
      }),
    )
    .check(z.minLength(1)),
});

/** What something publishes to CloudWatch, a sample a minute; readings ask for it. */
export const ScenarioMetric = strict({
  namespace: z.string(),
  metric: z.string(),
  dimensions: z.prefault(z.record(z.string(), z.string()), {}),
  region: z.optional(z.string()).check(z.describe("Where it is published; in the service's Region unless told.")),
  values: z
    .array(
      strict({
        from: z.prefault(Moment, "0s").check(z.describe("From when on it has this value.")),
        value: z.optional(z.number()).check(z.describe("Nothing is published unless told.")),
      }),
    )
    .check(z.minLength(1)),
});

/** The schedule that calls reconcile; it is off unless a scenario names it, so that a run ends with its last validation. */
export const Reconcile = strict({
  every: z.prefault(Span, "1m"),
  until: Moment.check(z.describe("The last call; the run does not end earlier.")),
});

export const Gitlab = strict({
  pipeline: z
    .prefault(z.enum(["own", "none"]), "own")
    .check(z.describe("Whether the commit has the release's pipeline, or none at all.")),
  knowsCommit: z.prefault(z.boolean(), true),
  acceptsRepeats: z
    .prefault(z.boolean(), false)
    .check(z.describe("Whether a repeated state is accepted, as a newer GitLab may.")),
  jobLimit: z.optional(count).check(z.describe("Jobs that a pipeline may hold.")),
});
