import { createHash } from "node:crypto";
import type { LogTarget } from "../domain/log.ts";

/** Names a set of streams or tasks in 12 characters: hundreds of stream names would not fit into one item of evidence. */
export function streamDigest({ streams, taskIds = [] }: Pick<LogTarget, "streams" | "taskIds">): string {
  return createHash("sha256")
    .update([...streams, ...taskIds].sort().join("\n"))
    .digest("base64url")
    .slice(0, 12);
}
