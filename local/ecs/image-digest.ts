import { createHash } from "node:crypto";

/** Digests stand for what an image holds: the same name has the same one, unless something else was pushed under its tag. */
export function imageDigest(image: string, pushed?: string): string {
  if (pushed !== undefined) return `sha256:${createHash("sha256").update(`${image} ${pushed}`).digest("hex")}`;
  return `sha256:${Buffer.from(image).toString("hex").padEnd(64, "0").slice(-64)}`;
}
