import type { Probe } from "../../shared/domain/probe.ts";
import { at } from "./a-rollout.ts";

export const anAddress = "https://shop.example.com/health";

/** Answered with 200 after 40 ms, so many seconds after the rollout's start. */
export function aProbe(second: number, over: Partial<Probe> = {}): Probe {
  return { at: at(second), url: anAddress, status: 200, milliseconds: 40, ...over };
}

/** Given up without any answer. */
export function anUnansweredProbe(second: number, over: Partial<Probe> = {}): Probe {
  const { status: _, ...probe } = aProbe(second, { error: "ECONNREFUSED", milliseconds: 3, ...over });
  return probe;
}

/** One probe every 5 s, from one second up to another, which is the last. */
export function probesBetween(first: number, last: number, over: Partial<Probe> = {}): readonly Probe[] {
  return Array.from({ length: Math.floor((last - first) / 5) + 1 }, (_, index) => aProbe(first + index * 5, over));
}
