import { excerpt } from "../domain/excerpt.ts";
import type { LogHit, WatchedPattern } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import { withoutKeyBodies } from "./key-bodies.ts";
import type { OwnLine } from "./own-lines.ts";

/** Only this many hits of a pattern carry the lines that follow them: the first ones explain the others. */
const followedHits = 3;

export interface Surroundings {
  readonly lines: readonly OwnLine[];
  /** Where in `lines` the hit is. */
  readonly index: number;
  readonly pattern: Pick<WatchedPattern, "follow">;
  /** Hits of the pattern before this one. */
  readonly total: number;
  readonly matching: { readonly redaction: RedactionOptions; readonly isComplete?: boolean };
}

/** The hit with the lines that its container logged right after it, where its pattern asks for them and the reader left none out. */
export function withFollowers(hit: LogHit, { lines, index, pattern, total, matching }: Surroundings): LogHit {
  const { follow = 0 } = pattern;
  if (follow === 0 || total >= followedHits || !matching.isComplete) return hit;
  const own: OwnLine[] = [];
  for (let next = index; next < lines.length && own.length <= follow; next++) {
    const line = lines[next];
    if (line?.owner.taskId === hit.taskId && line.owner.container === hit.container) own.push(line);
  }
  const following = withoutKeyBodies(own)
    .slice(1)
    .map(({ at, text }) => ({ at, text: excerpt(text, 0, matching.redaction) }));
  return following.length === 0 ? hit : { ...hit, following };
}
