import type { EventEnvelope } from "./envelope.ts";

/** How the bus treats events on their way to a target. EventBridge promises at least once and no order (docs/facts/ecs.md 1.10). */
export interface Delivery {
  /** From the event to its target; EventBridge says "near real time", half a second is usual. */
  readonly delaySeconds?: number;
  /** Every event arrives this often, 1 to 5 times. */
  readonly copies?: number;
  /** Each copy comes up to this much later, at random, so that events overtake each other. */
  readonly shuffleSeconds?: number;
  /** Events that never arrive. */
  readonly lost?: "all" | { readonly share: number } | readonly LostEvents[];
}

/** Names what is lost: every event that has all of these. */
interface LostEvents {
  readonly detailType?: string;
  /** `detail.eventName`. */
  readonly eventName?: string;
  /** `detail.lastStatus`. */
  readonly lastStatus?: string;
}

/** Seconds after which each copy of an event arrives; none for a lost event. */
export function arrivals(event: EventEnvelope, delivery: Delivery, random: () => number): readonly number[] {
  const { delaySeconds = 0.5, copies = 1, shuffleSeconds = 0 } = delivery;
  if (isLost(event, delivery.lost, random)) return [];
  return Array.from({ length: copies }, () => delaySeconds + random() * shuffleSeconds);
}

function isLost({ detail, "detail-type": type }: EventEnvelope, lost: Delivery["lost"], random: () => number): boolean {
  if (lost === undefined) return false;
  if (lost === "all") return true;
  if ("share" in lost) return random() < lost.share;
  return lost.some(
    ({ detailType = type, eventName = detail["eventName"], lastStatus = detail["lastStatus"] }) =>
      detailType === type && eventName === detail["eventName"] && lastStatus === detail["lastStatus"],
  );
}
