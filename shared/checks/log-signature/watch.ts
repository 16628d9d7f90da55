import type { WatchedPattern } from "../../domain/log.ts";
import type { LogSignature } from "./config.ts";
import { expectedLines, rejectedLines } from "./lines.ts";

/** The patterns to look for. Two expected lines of a stream tell first from late; five rejected ones explain enough. */
export function watchLogSignature(check: LogSignature): readonly WatchedPattern[] {
  const containers = check.container && { containers: check.container };
  const expected = expectedLines(check).flatMap(({ id, patterns, field }) =>
    patterns.map((pattern) => ({
      check: check.name,
      id,
      pattern,
      ...(field && { field }),
      ...containers,
      keepPerStream: 2,
      keepTotal: 2000,
    })),
  );
  const rejected = rejectedLines(check).map(({ id, pattern, field }) => ({
    check: check.name,
    id,
    pattern,
    ...(field && { field }),
    ...containers,
    keepPerStream: 5,
    keepTotal: 20,
    follow: 10,
  }));
  return [...rejected, ...expected];
}
