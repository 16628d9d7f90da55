import { redacted, shortLine } from "./redact.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly token: string;
  readonly body?: unknown;
  readonly timeoutMilliseconds: number;
}

/** What came back; its text is free of the token. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Nothing usable came back: whether the server acted is unknown. */
export interface Silence {
  readonly silence: string;
}

/** GitLab's answers are a few kilobytes; a page of a hundred statuses is about a hundred. */
const mostBytes = 1024 * 1024;

/**
 * One request with a limit on its whole time and on the body. Never throws: foreign errors may quote the header that
 * carries the token. Redirects are not followed, so the token stays with the host that was configured.
 */
export async function exchange(send: typeof fetch, request: HttpRequest): Promise<Reply | Silence> {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Silence>((resolve) => {
    timer = setTimeout(() => {
      resolve({ silence: `no answer within ${request.timeoutMilliseconds / 1000} s` });
      limit.abort();
    }, request.timeoutMilliseconds);
  });
  try {
    return await Promise.race([answerOf(send, request, limit.signal), late]);
  } catch (error) {
    return { silence: shortLine(redacted(described(error), request.token)) };
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(send: typeof fetch, request: HttpRequest, signal: AbortSignal): Promise<Reply> {
  const response = await send(request.url, {
    method: request.method,
    headers: {
      "PRIVATE-TOKEN": request.token,
      accept: "application/json",
      ...(request.body !== undefined && { "content-type": "application/json" }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    redirect: "manual",
    signal,
  });
  const text = await textOf(response);
  return { status: response.status, headers: response.headers, text: redacted(text, request.token) };
}

async function textOf(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    text += decoder.decode(chunk.subarray(0, mostBytes - bytes), { stream: true });
    bytes += chunk.length;
    if (bytes >= mostBytes) break;
  }
  return text;
}

/** `fetch failed` says nothing; its cause's code, e.g. `ECONNREFUSED`, does. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = cause && "code" in cause ? String(cause.code) : cause?.message;
  return code === undefined ? error.message : `${error.message} (${code})`;
}
