import { applyText } from "./apply-result.ts";
import { signalText } from "./deployment-signal.ts";
import type { RolloutDossier, TimelineEntry } from "./evidence.ts";

/** All that happened, in order of time: what the validation kept, and what ECS and deploy jobs told, which also comes before and after it. */
export function wholeTimeline({
  timeline,
  signals,
  applies,
}: Pick<RolloutDossier, "timeline" | "signals" | "applies">): readonly TimelineEntry[] {
  const told = signals.map((signal): TimelineEntry => {
    return { at: signal.at, id: `signal#${signal.id}`, text: signalText(signal) };
  });
  const applied = applies.map((apply): TimelineEntry => {
    return { at: apply.at, id: `apply#${apply.id}`, text: applyText(apply) };
  });
  return [...timeline, ...told, ...applied].toSorted((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
}
