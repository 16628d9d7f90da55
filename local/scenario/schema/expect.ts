import * as z from "zod/mini";
import { commitStates } from "../../../shared/domain/commit-status.ts";
import { findingStatuses } from "../../../shared/domain/finding.ts";
import { identitySources } from "../../../shared/domain/release.ts";
import { decisions, verdictStatuses } from "../../../shared/domain/verdict.ts";
import { isWords } from "../words.ts";
import { Moment, Span } from "./moment.ts";
import { strict } from "./strict.ts";

const Words = z
  .string()
  .check(
    z.refine(isWords, "is no regular expression"),
    z.describe("A part of the text, or a regular expression between slashes."),
  );

const Finding = strict({
  status: z.optional(z.enum(findingStatuses)),
  reason: z.optional(Words),
});

const Evidence = strict({
  release: z.optional(z.string()).check(z.describe("The release id under which the evidence lies.")),
  source: z.optional(z.enum(identitySources)).check(z.describe("Where the identity was found.")),
  commit: z.optional(z.string()),
  notes: z.optional(Words),
  replaces: z.optional(Words).check(z.describe("The release that it replaces, and its verdict: `v2.3.1 (failed)`.")),
  rollbackSeconds: z.optional(z.number()).check(z.describe("How long its rollback took.")),
  readings: z
    .prefault(z.record(z.string(), Words), {})
    .check(z.describe("What a reading says, by the metric's or the target group's name.")),
  timeline: z.optional(z.array(Words)).check(z.describe("What entries of the timeline say, in their order.")),
});

/** What must come out for one deploy. */
export const Expectation = strict({
  deploy: z.prefault(z.int().check(z.gte(1)), 1).check(z.describe("Which deploy is meant, counted from 1.")),
  execution: z.optional(z.literal("none")).check(z.describe("`none`: no validation runs for it.")),
  verdict: z.optional(z.enum(verdictStatuses)),
  decision: z.optional(z.enum(decisions)),
  reason: z.optional(Words),
  within: z.optional(Span).check(z.describe("The verdict comes at most this long after `of`.")),
  of: z.optional(Moment).check(z.describe("The moment that decides it.")),
  notBefore: z.optional(Moment).check(z.describe("The verdict does not come earlier.")),
  findings: z.prefault(z.record(z.string(), Finding), {}).check(z.describe("By the check's name.")),
  gitlab: z.optional(
    strict({
      states: z.optional(z.array(z.enum(commitStates))).check(z.describe("States that GitLab was given, in order.")),
      description: z.optional(Words).check(z.describe("Description of the last one.")),
      name: z.optional(z.string()),
    }),
  ),
  evidence: z.optional(Evidence),
});
export type Expectation = z.infer<typeof Expectation>;
