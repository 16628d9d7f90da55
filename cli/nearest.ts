import { nearest } from "../shared/domain/nearest.ts";

/** ` Near: a, b.` or nothing. */
export function nearText(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  return near.length === 0 ? "" : ` Near: ${near.join(", ")}.`;
}
