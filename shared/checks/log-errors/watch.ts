import type { WatchedPattern } from "../../domain/log.ts";
import type { LogErrors } from "./config.ts";

/** One more than the budget is all that must be counted. */
export function watchLogErrors({ name, pattern, field, container, max }: LogErrors): readonly WatchedPattern[] {
  return [
    {
      check: name,
      id: "error",
      pattern,
      ...(field && { field }),
      ...(container && { containers: container }),
      keepPerStream: max + 1,
      keepTotal: max + 1,
    },
  ];
}
