import { ValidatorError } from "../../shared/errors.ts";
import { contentPolicy } from "../../shared/page/layout.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { FunctionUrlRequest, FunctionUrlResponse } from "../../shared/schema/function-url.ts";
import { fitPage } from "./fit-page.ts";
import type { RegionsEvidence } from "./read-regions.ts";

export interface ShowEvidencePorts {
  /** The release that a link opens. */
  readonly opened: (id: string) => Promise<string | undefined>;
  readonly read: (releaseId: string) => Promise<RegionsEvidence>;
  readonly clock: Pick<Clock, "now">;
  /** Told what the reader of the page can do nothing about. */
  readonly note: (trouble: string) => void;
}

/** Nothing may keep the page but the browser that asked for it, and nothing learns where a link on it was followed from. */
const headers = {
  "content-security-policy": `${contentPolicy}; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "private, no-cache",
  "x-robots-tag": "noindex",
  "strict-transport-security": "max-age=31536000",
};

const notFound = plain(404, "Not found.\n");
const notNow = plain(503, "The evidence cannot be read just now. Try again in a minute.\n");

/**
 * Shows the page of the release that a signed link opens. Whatever is wrong with a link, the answer is the same and tells nothing. A
 * Region that does not answer is shown on the page; while none knows the release and one did not answer, the page comes with status 503.
 */
export function showEvidence({ opened, read, clock, note }: ShowEvidencePorts) {
  const answer = async (request: FunctionUrlRequest): Promise<FunctionUrlResponse> => {
    const readAt = clock.now();
    const releaseId = await opened(idOf(request));
    if (releaseId === undefined) return notFound;
    const { rollouts, notRolledOut, unanswered } = await read(releaseId);
    for (const { region, reason } of unanswered) note(`${region}: ${reason}`);
    if (rollouts.length === 0 && unanswered.length === 0) return notFound;
    const { body, isCompressed } = fitPage(
      { releaseId, rollouts, notRolledOut, unanswered, readAt },
      takesGzip(request),
    );
    return {
      statusCode: rollouts.length === 0 ? 503 : 200,
      headers: {
        ...headers,
        "content-type": "text/html; charset=utf-8",
        vary: "accept-encoding",
        ...(isCompressed && { "content-encoding": "gzip" }),
      },
      body: request.requestContext.http.method === "HEAD" ? "" : body,
      isBase64Encoded: isCompressed,
    };
  };
  return (request: FunctionUrlRequest): Promise<FunctionUrlResponse> =>
    answer(request).catch((error: unknown) => {
      if (!(error instanceof ValidatorError)) throw error;
      note(error.message);
      return notNow;
    });
}

function plain(statusCode: number, body: string): FunctionUrlResponse {
  return {
    statusCode,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    body,
    isBase64Encoded: false,
  };
}

/** What stands behind `/v/`; nothing for another path or method, which is then looked at like a forged one. */
function idOf({ rawPath, requestContext: { http } }: FunctionUrlRequest): string {
  const isRead = http.method === "GET" || http.method === "HEAD";
  const [, id = ""] = /^\/v\/(.+)$/.exec(rawPath) ?? [];
  return isRead ? decoded(id) : "";
}

/** Some clients percent-encode `:`, `@` and `+`, though they need not. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return "";
  }
}

function takesGzip({ headers: given }: FunctionUrlRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(given["accept-encoding"] ?? "");
}
