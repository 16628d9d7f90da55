import { signalText } from "./deployment-signal.ts";
import type { RolloutDossier, TimelineEntry } from "./evidence.ts";

/** All that happened, in order of time: what the validation kept, and the events from ECS, which also come before and after it. */
export function wholeTimeline({
  timeline,
  signals,
}: Pick<RolloutDossier, "timeline" | "signals">): readonly TimelineEntry[] {
  const told = signals.map((signal): TimelineEntry => {
    return { at: signal.at, id: `signal#${signal.id}`, text: signalText(signal) };
  });
  return [...timeline, ...told].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
