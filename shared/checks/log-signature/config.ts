import * as z from "zod/mini";
import { quorums } from "../../domain/expectation.ts";
import { checkBase } from "../../schema/check-base.ts";
import { Containers } from "../../schema/containers.ts";
import { Duration } from "../../schema/duration.ts";
import { expectsSomething, Field, Pattern } from "../../schema/log-options.ts";
import { presets } from "./presets/presets.ts";

const presetNames = Object.keys(presets) as [keyof typeof presets, ...(keyof typeof presets)[]];

const ExpectedLine = z
  .strictObject({
    pattern: z
      .union([
        z.pipe(
          Pattern,
          z.transform((pattern: string) => [pattern]),
        ),
        z.array(Pattern).check(z.minLength(1), z.maxLength(20)),
      ])
      .check(
        z.describe(
          "Pattern of the expected line, or a list of which one is enough; one that every line fits is refused.",
        ),
      ),
    field: z.optional(Field),
    quorum: z
      .prefault(z.enum(quorums), "any-task")
      .check(z.describe("Who must log it: every running task, any task, or exactly one task exactly once.")),
  })
  .check(expectsSomething);

const RejectedLine = z.strictObject({ pattern: Pattern, field: z.optional(Field) });

/** Expected lines must appear in time, rejected lines must not appear at all. */
export const LogSignature = z
  .strictObject({
    ...checkBase,
    kind: z.literal("log-signature"),
    preset: z
      .optional(z.enum(presetNames))
      .check(z.describe("Known lines of a migration tool; `expect` and `reject` add to them.")),
    container: z.optional(Containers),
    within: z
      .prefault(Duration, "3m")
      .check(
        z.describe(
          "How long expected lines may take, from the first running task; for every-task from each task's own start.",
        ),
      ),
    for: z
      .optional(Duration)
      .check(z.describe("Keep watching for rejected lines at least this long after the first running task.")),
    expect: z
      .prefault(z.array(ExpectedLine).check(z.maxLength(20)), [])
      .check(z.describe("Expected lines; each must be seen.")),
    reject: z
      .prefault(z.array(RejectedLine).check(z.maxLength(50)), [])
      .check(z.describe("Rejected lines; the first one seen fails the check.")),
  })
  .check(
    z.superRefine((check, context) => {
      if (check.expect.length > 0 || check.preset !== undefined) return;
      if (check.reject.length === 0) {
        context.addIssue({
          code: "custom",
          path: ["expect"],
          message: "name a preset, an expected line or a rejected line",
        });
      } else if (check.for === undefined) {
        context.addIssue({
          code: "custom",
          path: ["for"],
          message: "say how long to watch (for: 2m), as no line is expected",
        });
      }
    }),
  );
export type LogSignature = z.infer<typeof LogSignature>;
