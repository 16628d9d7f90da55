import { linkKey } from "../../shared/links/evidence-link.ts";
import { releaseOfLink } from "../../shared/links/link-id.ts";
import { contentPolicy } from "../../shared/page/layout.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Secrets } from "../../shared/ports/statuses.ts";
import type { FunctionUrlRequest, FunctionUrlResponse } from "../../shared/schema/function-url.ts";
import { fitPage } from "./fit-page.ts";

export interface ShowEvidencePorts {
  readonly evidence: Pick<EvidenceStore, "dossier">;
  readonly secrets: Secrets;
  readonly clock: Pick<Clock, "now">;
  readonly keySecret: string;
  readonly table: string;
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

const notFound: FunctionUrlResponse = {
  statusCode: 404,
  headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
  body: "Not found.\n",
  isBase64Encoded: false,
};

/** Shows the page of the release that a signed link opens. Whatever is wrong with a link, the answer is the same and tells nothing. */
export function showEvidence({ evidence, secrets, clock, keySecret, table }: ShowEvidencePorts) {
  return async (request: FunctionUrlRequest): Promise<FunctionUrlResponse> => {
    const readAt = clock.now();
    const key = { key: await linkKey(secrets, keySecret), audience: table };
    const releaseId = releaseOfLink(key, idOf(request), readAt);
    const dossier = releaseId === undefined ? undefined : await evidence.dossier(releaseId);
    if (dossier === undefined) return notFound;
    const input = { releaseId: dossier.releaseId, rollouts: dossier.rollouts, unanswered: [], readAt };
    const { body, isCompressed } = fitPage(input, takesGzip(request));
    return {
      statusCode: 200,
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
}

/** What stands behind `/v/`; nothing for another path or method, which is then looked at like a forged one. */
function idOf({ rawPath, requestContext: { http } }: FunctionUrlRequest): string {
  const isRead = http.method === "GET" || http.method === "HEAD";
  const [, id = ""] = /^\/v\/(.+)$/.exec(rawPath) ?? [];
  return isRead ? decoded(id) : "";
}

/** Some clients percent-encode `:`, `@` and `+`, though they need not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function takesGzip({ headers: given }: FunctionUrlRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(given["accept-encoding"] ?? "");
}
