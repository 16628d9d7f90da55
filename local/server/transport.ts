import { type HttpHandler, type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { CallLimits, Platform } from "../../shared/platform.ts";
import { awsAddress } from "./address.ts";
import type { Network } from "./network.ts";
import { plainRequest } from "./plain-message.ts";

type HandlerOptions = NonNullable<Parameters<HttpHandler["handle"]>[1]>;

/** The transport under real SDK clients: no socket, and the time-outs and errors of the SDK's own Node handler (`@smithy/node-http-handler` 4.14). */
export function embeddedTransport(network: Network): Platform["transport"] {
  return (limits) => {
    const handler: HttpHandler = {
      metadata: { handlerProtocol: "http/1.1" },
      handle: (request, options = {}) => handle(network, request, { limits, options }),
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
      destroy: () => {},
    };
    return handler;
  };
}

interface HandleOptions {
  readonly limits: CallLimits;
  readonly options: HandlerOptions;
}

function handle(
  network: Network,
  request: HttpRequest,
  { limits, options }: HandleOptions,
): Promise<{ response: HttpResponse }> {
  const requestMilliseconds = options.requestTimeout ?? limits.requestMilliseconds;
  return new Promise((resolve, reject) => {
    const signal = options.abortSignal;
    if (signal?.aborted) return reject(abortError());
    const connecting = timer(limits.connectMilliseconds, () =>
      end(() => reject(connectTimeout(limits.connectMilliseconds))),
    );
    const requesting = timer(requestMilliseconds, () => end(() => reject(requestTimeout(requestMilliseconds))));
    const end = (settle: () => void): void => {
      clearTimeout(connecting);
      clearTimeout(requesting);
      settle();
    };
    if (signal) signal.onabort = () => end(() => reject(abortError()));
    answer(network, request, () => clearTimeout(connecting)).then(
      (response) => end(() => resolve({ response })),
      (error: unknown) => end(() => reject(named(error))),
    );
  });
}

async function answer(network: Network, request: HttpRequest, connected: () => void): Promise<HttpResponse> {
  const body = bodyOf(request);
  const { method, hostname, path, headers } = request;
  const plain = plainRequest({ method, url: `https://${hostname}${path}`, headers, body });
  const address = awsAddress(plain.headers, body ?? "");
  if (address === undefined)
    throw new Error(`No simulated service for ${plain.headers.get("x-amz-target") ?? hostname}.`);
  const response = await network.exchange(address, plain, connected);
  return new HttpResponse({
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  });
}

/** The JSON protocols send text or bytes; anything else would be another protocol. */
function bodyOf({ body }: HttpRequest): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined || body === null || typeof body === "string") return body ?? null;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new Error("The embedded transport carries text and bytes only.");
}

/** The SDK's handler calls these codes a TimeoutError, which its retries count as passing. */
const timeoutCodes = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT"]);

function named(error: unknown): unknown {
  const isTimeout = error instanceof Error && "code" in error && timeoutCodes.has(String(error.code));
  return isTimeout ? Object.assign(error, { name: "TimeoutError" }) : error;
}

/** 0 means none, as in the SDK. */
function timer(milliseconds: number, action: () => void): NodeJS.Timeout | undefined {
  return milliseconds > 0 ? setTimeout(action, milliseconds) : undefined;
}

function connectTimeout(milliseconds: number): Error {
  const message = `the request socket did not establish a connection with the server within the configured timeout of ${milliseconds} ms.`;
  return Object.assign(new Error(`@smithy/node-http-handler - ${message}`), { name: "TimeoutError" });
}

function requestTimeout(milliseconds: number): Error {
  const message = `[ERROR] a request has exceeded the configured ${milliseconds} ms requestTimeout.`;
  return Object.assign(new Error(`@smithy/node-http-handler - ${message}`), {
    name: "TimeoutError",
    code: "ETIMEDOUT",
  });
}

function abortError(): Error {
  return Object.assign(new Error("Request aborted"), { name: "AbortError" });
}
