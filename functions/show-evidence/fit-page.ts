import { gzipSync } from "node:zlib";
import { evidencePage } from "../../shared/page/evidence-page.ts";
import type { PageInput } from "../../shared/page/standing.ts";

/** A response of Lambda may have 6 MB as JSON text; the rest is for its headers. */
export const mostBytes = 5_000_000;

export interface FittedPage {
  readonly body: string;
  readonly isCompressed: boolean;
}

/** Rollouts with all their evidence, from all of them down to none. */
const rolloutLimits = [Number.POSITIVE_INFINITY, 100, 30, 10, 3, 0];

/** The page as whole as a response can carry it: plain, else compressed where the browser takes that, else with fewer rollouts in full. */
export function fitPage(input: PageInput, takesGzip: boolean, most = mostBytes): FittedPage {
  for (const rollouts of rolloutLimits) {
    const text = evidencePage(input, { rollouts });
    if (Buffer.byteLength(JSON.stringify(text)) <= most) return { body: text, isCompressed: false };
    const compressed = takesGzip ? gzipSync(text).toString("base64") : undefined;
    if (compressed !== undefined && compressed.length <= most) return { body: compressed, isCompressed: true };
  }
  return { body: evidencePage({ ...input, rollouts: [] }), isCompressed: false };
}
