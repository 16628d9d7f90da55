import type { Decision } from "../../shared/domain/verdict.ts";

/** What the reader should do, in one sentence. */
export const decisionText: Readonly<Record<Decision, string>> = {
  proceed: "Nothing to do: the release is healthy, and the next Region may follow.",
  alert:
    "This release failed: stop the pipeline before the next Region, see that it is rolled back, and call its owner.",
  delegate:
    "Nobody can call this release healthy: stop the pipeline, and give the evidence to the service's owner to judge.",
  none: "Nothing to do here: a newer rollout replaced this one and has a verdict of its own.",
};
