import { gzipSync } from "node:zlib";
import { evidencePage } from "../../shared/page/evidence-page.ts";
import { inReadingOrder, type PageInput } from "../../shared/page/standing.ts";
import { count } from "../../shared/page/words.ts";

/** A response of Lambda may have 6 MB as JSON text; the rest is for its headers. */
export const mostBytes = 5_000_000;

export interface FittedPage {
  readonly body: string;
  readonly isCompressed: boolean;
}

/** Rollouts with all their evidence. Of a hundred tasks each, a hundred make 4.6 MB: more is no page for a browser, whatever fits a response. */
const rolloutLimits = [100, 30, 10, 3, 0];

/** The page as whole as a response can carry it: plain, else compressed where the browser takes that, else with fewer rollouts in full. */
export function fitPage(input: PageInput, takesGzip: boolean, most = mostBytes): FittedPage {
  const all = input.rollouts.length;
  for (const rollouts of new Set(rolloutLimits.map((limit) => Math.min(limit, all)))) {
    const text = evidencePage(input, { rollouts });
    if (Buffer.byteLength(JSON.stringify(text)) <= most) return { body: text, isCompressed: false };
    const compressed = takesGzip ? gzipSync(text).toString("base64") : undefined;
    if (compressed !== undefined && compressed.length <= most) return { body: compressed, isCompressed: true };
  }
  return { body: evidencePage(cut(input), { rollouts: 0 }), isCompressed: false };
}

/** A line each makes 0.4 MB. */
const mostLines = 1000;

/** The most urgent rollouts. What is left out is said as what did not answer, and so keeps the release from showing as passed. */
function cut(input: PageInput): PageInput {
  const rollouts = inReadingOrder(input.rollouts).slice(0, mostLines);
  const left = input.rollouts.length - rollouts.length;
  const reason = `${count(left, "more rollout")} than a page can hold; the command line has all.`;
  return { ...input, rollouts, unanswered: [...input.unanswered, { region: "the rest", reason }] };
}
