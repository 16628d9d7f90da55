import type { WatchedPattern } from "../../domain/log.ts";
import type { LogPresence } from "./config.ts";

/** Any line of the wanted containers. */
export function watchLogPresence({ name, container }: LogPresence): readonly WatchedPattern[] {
  return [
    { check: name, id: "any line", ...(container && { containers: container }), keepPerStream: 1, keepTotal: 1000 },
  ];
}
