import type { ApplyResult } from "../domain/apply-result.ts";
import type { RolloutDossier } from "../domain/evidence.ts";
import { type OperatorDecision, standingDecision } from "../domain/operator-decision.ts";
import type { Instant } from "../domain/time.ts";
import type { Decision, VerdictStatus } from "../domain/verdict.ts";

/** How waiting for a verdict ended in one Region; the verdict, or why there is none. */
export const placeStatuses = [
  "failed",
  "asked wrongly",
  "not allowed",
  "no answer",
  "missing",
  "not in time",
  "interrupted",
  "running",
  "inconclusive",
  "superseded",
  "passed",
] as const satisfies readonly (VerdictStatus | string)[];
export type PlaceStatus = (typeof placeStatuses)[number];

/** The release in one Region. */
export interface ReportedPlace {
  readonly region: string;
  readonly status: PlaceStatus;
  /** One sentence for people. */
  readonly reason: string;
  /** The evidence, when any is known. */
  readonly rollout?: Pick<RolloutDossier, "record" | "findings" | "decisions">;
  /** What deploy jobs said of their Terraform applies, oldest first; absent where none did. */
  readonly applies?: readonly ApplyResult[];
}

/** A release's verdict in all Regions that were asked for. */
export interface Report {
  readonly release: string;
  readonly service: string;
  /** When it was written. */
  readonly at: Instant;
  readonly places: readonly ReportedPlace[];
}

/** The place that speaks for all: the worst, and of equals the first. */
export function worstPlace({ places }: Report): ReportedPlace | undefined {
  const rank = ({ status }: ReportedPlace): number => placeStatuses.indexOf(status);
  return [...places].sort((one, other) => rank(one) - rank(other))[0];
}

/** What the reader should do: the verdict's own word, and without a verdict somebody must look. */
export function decisionOf(place: ReportedPlace | undefined): Decision {
  return place?.rollout?.record.verdict?.decision ?? "delegate";
}

/** `production`, or `unknown` where nothing was validated. */
export function environmentOfPlace({ rollout }: ReportedPlace): string {
  return rollout?.record.profile.environment ?? "unknown";
}

/** What a person decided last about this place. */
export function personOf({ rollout }: ReportedPlace): OperatorDecision | undefined {
  return rollout && standingDecision(rollout.decisions);
}
