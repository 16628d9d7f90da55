import * as z from "zod/mini";
import { checkModes, findingStatuses } from "../domain/finding.ts";
import { Validation } from "./validation-input.ts";

const DecidingLine = z.object({ at: z.string(), group: z.string(), stream: z.string(), text: z.string() });

const FindingShape = z.object({
  check: z.string(),
  kind: z.string(),
  mode: z.enum(checkModes),
  status: z.enum(findingStatuses),
  reason: z.string(),
  sign: z.exactOptional(z.enum(["seen", "missing"])),
  supersededBy: z.exactOptional(z.string()),
  supersededByRelease: z.exactOptional(z.string()),
  isOver: z.exactOptional(z.literal(true)),
  at: z.string(),
  deadline: z.exactOptional(z.string()),
  lookAgainAt: z.exactOptional(z.string()),
  lines: z.exactOptional(z.array(DecidingLine)),
  facts: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

/** What a branch of Observe returned: findings, or why it could not look. */
export const Observation = z.union([
  z.object({ task: z.string(), findings: z.array(FindingShape) }),
  z.object({ task: z.string(), error: z.string(), cause: z.optional(z.string()) }),
]);
export type Observation = z.infer<typeof Observation>;

export const RecordEvidenceInput = z.object({ validation: Validation, observed: z.array(Observation) });
