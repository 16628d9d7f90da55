import * as z from "zod/mini";
import { Expectation } from "./expect.ts";
import { Span } from "./moment.ts";
import { Release, Service } from "./service.ts";
import { strict } from "./strict.ts";
import { Ecs, Endpoint, Events, Fault, Gitlab, Logs, Reconcile, ScenarioMetric } from "./surroundings.ts";
import { TimelineEntry } from "./timeline.ts";

/** A story about one rollout, and what the validator must make of it. */
export const Scenario = strict({
  title: z.string().check(z.minLength(1)),
  summary: z.optional(z.string()),
  service: z.prefault(Service, {}),
  release: z.prefault(Release, {}),
  olderRelease: z
    .prefault(z.union([z.literal("none"), Release]), {
      id: "v2.3.0",
      commit: "1f0e3dad99908345f7439f8ffabdffc4b2a10e64",
    })
    .check(z.describe("What runs before; `none` = the service's first deployment.")),
  profile: z
    .prefault(z.union([z.string(), z.record(z.string(), z.unknown())]), "none")
    .check(z.describe("The service's profile: a file beside the scenario, the profile itself, or `none`.")),
  timeline: z.array(TimelineEntry).check(z.describe("What happens. The first deploy is at 0s.")),
  faults: z.prefault(z.array(Fault), []),
  events: z.prefault(Events, {}),
  logs: z.prefault(Logs, {}),
  ecs: z.prefault(Ecs, {}),
  gitlab: z.prefault(Gitlab, {}),
  endpoints: z
    .prefault(z.array(Endpoint), [])
    .check(z.describe("What checks of kind http can reach; other hosts have no address.")),
  metrics: z.prefault(z.array(ScenarioMetric), []).check(z.describe("What CloudWatch knows besides logs.")),
  reconcile: z.optional(Reconcile).check(z.describe("Calls reconcile by schedule; never unless told.")),
  limit: z.prefault(Span, "1h").check(z.describe("A run that has not ended by then has failed.")),
  expect: Expectation.check(z.describe("What must come out.")),
  alsoExpect: z.prefault(z.array(Expectation), []).check(z.describe("The same for further deploys.")),
});
export type Scenario = z.infer<typeof Scenario>;
