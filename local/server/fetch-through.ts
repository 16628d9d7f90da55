import type { Address } from "./address.ts";
import type { Answer } from "./embedded-server.ts";
import type { Network } from "./network.ts";

/**
 * A `fetch` that knows only these hosts (host -> service, e.g. `gitlab.example.com` -> `gitlab`) and fails as the real one:
 * `TypeError: fetch failed` with the socket's error as cause, or the signal's reason. The operation is the HTTP method.
 */
export function fetchThrough(network: Network, hosts: Readonly<Record<string, string>>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { host } = new URL(request.url);
    const service = hosts[host];
    request.signal.throwIfAborted();
    if (service === undefined)
      throw failed(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }));
    const address: Address = { service, operation: request.method, region: "" };
    const response = await orAborted(request.signal, network.exchange(address, request).then(webResponse));
    if (response.status >= 300 && response.status < 400 && request.redirect === "error")
      throw failed(new Error("unexpected redirect"));
    return response;
  };
}

async function webResponse(answer: Answer): Promise<Response> {
  if (answer instanceof Response) return answer;
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: [...answer.headers] });
}

function orAborted(signal: AbortSignal, exchange: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    exchange
      .then(resolve, (cause: unknown) => reject(failed(cause)))
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

function failed(cause: unknown): TypeError {
  return new TypeError("fetch failed", { cause });
}
