import * as z from "zod/mini";
import { announcedPhases } from "../domain/notice.ts";

const RolloutRef = z.object({ serviceArn: z.string(), deploymentId: z.string() });

/** What every state hands to its function: which validation it works for. */
export const Validation = z.object({ releaseId: z.string(), rollout: RolloutRef });

export const OpenValidationInput = z.object({ rollout: RolloutRef, executionArn: z.string() });
export const CheckInput = z.object({ validation: Validation });
/** The signal counter as it stood before this look; `timeout` is there when no signal ended the wait. */
const Signal = z.object({ count: z.int(), timeout: z.optional(z.unknown()) });

/** Of a function that may stay and look again. */
export const CheckLookInput = z.object({ validation: Validation, signal: Signal });
export const AwaitSignalInput = z.object({
  validation: Validation,
  /** The signal counter as it stood before the last look. */
  signals: z.int(),
  token: z.string().check(z.minLength(1), z.maxLength(2048)),
});
export const ConcludeInput = z.object({
  validation: Validation,
  trouble: z.optional(z.object({ error: z.string(), cause: z.optional(z.string()) })),
});
export const ReportStatusInput = z.object({ validation: Validation, phase: z.enum(["running", "verdict"]) });
export const AnnounceInput = z.object({ validation: Validation, phase: z.enum(announcedPhases) });
