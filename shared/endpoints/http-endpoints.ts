import type { Probe } from "../domain/probe.ts";
import { milliseconds } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { Endpoints } from "../ports/endpoints.ts";

/** By which the service's own access log knows a probe. */
const userAgent = "ecs-rollout-validator";

/** Asks by `fetch`. Redirects are answers and are not followed, bodies are not read: nothing of them is kept. */
export function httpEndpoints(send: typeof fetch, clock: Pick<Clock, "now">): Endpoints {
  return {
    async probe(url, timeoutMilliseconds) {
      const at = clock.now();
      const answer = await answered(send, url, timeoutMilliseconds);
      return { at, url, ...answer, milliseconds: milliseconds(clock.now()) - milliseconds(at) };
    },
  };
}

type Answer = Pick<Probe, "status" | "error">;

async function answered(send: typeof fetch, url: string, timeoutMilliseconds: number): Promise<Answer> {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => {
      resolve({ error: "timeout" });
      limit.abort();
    }, timeoutMilliseconds);
  });
  try {
    return await Promise.race([statusOf(send, url, limit.signal), late]);
  } catch (error) {
    return { error: codeOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function statusOf(send: typeof fetch, url: string, signal: AbortSignal): Promise<Answer> {
  const response = await send(url, { redirect: "manual", signal, headers: { "user-agent": userAgent } });
  // It has answered, however its body ends.
  response.body?.cancel().catch(() => undefined);
  return { status: response.status };
}

/** Ports of other protocols, such as 6000, are never asked: https://fetch.spec.whatwg.org/#port-blocking. */
const refusedPort = "bad port";

/** `fetch failed` says nothing; the code of its cause, e.g. `ECONNREFUSED`, does. Texts of other machines are left out. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  if (cause instanceof Error && cause.message === refusedPort) return "a port that is never asked";
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : "no answer";
}
