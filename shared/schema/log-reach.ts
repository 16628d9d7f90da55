import * as z from "zod/mini";
import type { LogReach as Reach } from "../domain/log-reach.ts";
import { Region } from "./promotion.ts";

const LogReach = z.object({ prefixes: z.array(z.string()), otherRegions: z.array(Region) });

/** The text under which a stack publishes its reach; the `config` of a stage in other words. */
export function logReachText(prefixes: readonly string[], otherRegions: readonly string[]): string {
  return JSON.stringify({ prefixes, otherRegions } satisfies Reach);
}

/** Undefined when the text was written by no stack that this version knows. */
export function parseLogReach(text: string): Reach | undefined {
  try {
    return LogReach.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
