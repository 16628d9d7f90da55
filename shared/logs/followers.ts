import { excerpt } from "../domain/excerpt.ts";
import type { LogHit, LogLine, WatchedPattern } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import { withoutKeyBodies } from "./key-bodies.ts";

/** Only this many hits of a pattern carry the lines that follow them: the first ones explain the others. */
const followedHits = 3;

export interface Surroundings {
  readonly lines: readonly LogLine[];
  /** Where in `lines` the hit is. */
  readonly index: number;
  readonly pattern: Pick<WatchedPattern, "follow">;
  /** Hits of the pattern before this one. */
  readonly total: number;
  readonly matching: { readonly redaction: RedactionOptions; readonly isComplete?: boolean };
}

/** The hit with the lines right after it in its stream, where its pattern asks for them and the reader left none out. */
export function withFollowers(hit: LogHit, { lines, index, pattern, total, matching }: Surroundings): LogHit {
  const { follow = 0 } = pattern;
  if (follow === 0 || total >= followedHits || !matching.isComplete) return hit;
  const own: LogLine[] = [];
  for (let next = index; next < lines.length && own.length <= follow; next++) {
    const line = lines[next];
    if (line?.stream === hit.stream && line.group === hit.group) own.push(line);
  }
  const following = withoutKeyBodies(own)
    .slice(1)
    .map(({ at, text }) => ({ at, text: excerpt(text, 0, matching.redaction) }));
  return following.length === 0 ? hit : { ...hit, following };
}
