import { endedContainers } from "./ended-containers.ts";
import { failedStarts } from "./failed-starts.ts";
import { imagePulls } from "./image-pulls.ts";
import { ordinaryStops } from "./ordinary-stops.ts";
import type { StopRule, TaskFailureClass } from "./stop-rule.ts";

/** First match wins. The texts are those of docs/facts/ecs.md 3.2, with their sources; a rule that has others says so (`unverified`). */
export const stopRules: readonly StopRule[] = [...ordinaryStops, ...imagePulls, ...failedStarts, ...endedContainers];

/** Says nothing about anybody: ECS's own words are shown instead. */
export const unclassified: TaskFailureClass = {
  name: "unclassified",
  fault: "none",
  kind: "other",
  meaning: "ECS stopped it for a reason that is not known here.",
  nextStep: "Read the stopped reason.",
};
