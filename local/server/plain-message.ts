import type { Answer, AnswerHeaders, ServedRequest } from "./embedded-server.ts";

/**
 * Requests and answers for the SDK's calls, thousands in a played rollout: with streams, abort signals and checked headers,
 * a web `Request` and its `Response` cost as much as the service between them.
 */

export interface PlainRequest extends Pick<ServedRequest, "method" | "url"> {
  /** By name in any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

export function plainRequest({ method, url, headers, body }: PlainRequest): ServedRequest {
  const request: ServedRequest = {
    method,
    url,
    headers: plainHeaders(headers),
    text: async () => (typeof body === "string" ? body : Buffer.from(body ?? "").toString("utf8")),
    clone: () => request,
  };
  return request;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Its body can be read again and again. */
export function plainAnswer(body: string, { status, headers }: PlainAnswer): Answer {
  const answer: Answer = {
    status,
    headers: plainHeaders(headers),
    text: async () => body,
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
    clone: () => answer,
  };
  return answer;
}

function plainHeaders(given: Readonly<Record<string, string>>): AnswerHeaders {
  const headers = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    get: (name) => headers.get(name.toLowerCase()) ?? null,
    set: (name, value) => void headers.set(name.toLowerCase(), value),
    [Symbol.iterator]: () => headers.entries(),
  };
}
