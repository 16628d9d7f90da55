import type { CommitState } from "../domain/commit-status.ts";
import type { Reply, Silence } from "./exchange.ts";
import { shortLine } from "./redact.ts";
import { isObject, parsedJson, type StatusRow, statusRow } from "./status-row.ts";

/** What an answer means for the one who posts; GitLab uses one status code for several things. */
export type Failure =
  | { readonly kind: "illegal transition"; readonly from: string; readonly detail: string }
  | { readonly kind: "name taken" }
  | { readonly kind: "bad field"; readonly fields: readonly string[]; readonly detail: string }
  /** Refused for now, nothing was written. */
  | { readonly kind: "busy"; readonly detail: string }
  /** The write may have happened; unless `isOver`, it may even happen later. */
  | { readonly kind: "unclear"; readonly detail: string; readonly isOver: boolean }
  | { readonly kind: "throttled"; readonly seconds?: number }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden"; readonly detail: string }
  | { readonly kind: "not found"; readonly what: "project" | "commit" | "ref" | "pipeline" }
  | { readonly kind: "job limit" }
  | { readonly kind: "refused"; readonly detail: string };

export type Answer =
  | Failure
  | { readonly kind: "posted"; readonly row: StatusRow }
  /** GitLab is in the wanted state, or past it, and refused to enter it again. */
  | { readonly kind: "same state" };

/** A gateway gave up; GitLab behind it may go on. */
const fromProxy = new Set([408, 502, 504]);
const transition = /Cannot transition status via :\w+ from :(\w+)/;

/** The answer to a post of `wanted`. */
export function postAnswer(reply: Reply | Silence, wanted: CommitState, nowMilliseconds: number): Answer {
  if (!("silence" in reply) && reply.status >= 200 && reply.status < 300) {
    const row = statusRow(parsedJson(reply.text));
    if (row?.status === wanted) return { kind: "posted", row };
    return { kind: "unclear", detail: `HTTP ${reply.status} without the status that was posted`, isOver: true };
  }
  const failure = failureOf(reply, nowMilliseconds);
  if (failure.kind !== "illegal transition") return failure;
  const reached = failure.from === wanted || (wanted === "pending" && failure.from === "running");
  return reached ? { kind: "same state" } : failure;
}

/** Why a request did not succeed; for every answer that is not 2xx, and for 2xx with a body that cannot be read. */
export function failureOf(reply: Reply | Silence, nowMilliseconds: number): Failure {
  if ("silence" in reply) return { kind: "unclear", detail: reply.silence, isOver: false };
  const { status, headers } = reply;
  const message = messageOf(reply.text);
  const detail = `HTTP ${status}: ${shortLine(typeof message === "string" ? message : JSON.stringify(message))}`;
  if (status === 400) return badRequest(reply.text, message, detail);
  if (status === 401) return { kind: "unauthorized" };
  if (status === 403) return { kind: "forbidden", detail };
  if (status === 404) return { kind: "not found", what: missing(message) };
  if (status === 409) return { kind: "busy", detail };
  if (status === 422) return { kind: "job limit" };
  if (status === 429) return throttled(headers, nowMilliseconds);
  if (status >= 500 || status === 408) return { kind: "unclear", detail, isOver: !fromProxy.has(status) };
  if (status >= 200 && status < 300)
    return { kind: "unclear", detail: `HTTP ${status} with an unreadable body`, isOver: true };
  if (status >= 300 && status < 400) return { kind: "refused", detail: `HTTP ${status}: the base URL is redirected` };
  return { kind: "refused", detail };
}

/** `message` is a text, or an object of field -> texts; without JSON the whole body is the message. */
function messageOf(text: string): unknown {
  const body = parsedJson(text);
  if (!isObject(body)) return text;
  return body.message ?? body.error ?? text;
}

function badRequest(text: string, message: unknown, detail: string): Failure {
  if (isObject(message)) {
    const taken = Array.isArray(message.name) && message.name.includes("has already been taken");
    return taken ? { kind: "name taken" } : { kind: "bad field", fields: Object.keys(message), detail };
  }
  const from = transition.exec(String(message))?.[1];
  if (from !== undefined) return { kind: "illegal transition", from, detail };
  const body = parsedJson(text);
  // Grape's parameter check has only `error`: the same request will never pass. Every other text is a lock or the database.
  const unfit = isObject(body) && body.message === undefined && body.error !== undefined;
  return unfit ? { kind: "refused", detail } : { kind: "busy", detail };
}

function missing(message: unknown): "project" | "commit" | "ref" | "pipeline" {
  const text = String(message);
  if (text.includes("Pipeline")) return "pipeline";
  if (text.includes("References")) return "ref";
  return text.includes("Commit") ? "commit" : "project";
}

function throttled(headers: Headers, nowMilliseconds: number): Failure {
  const after = positive(headers.get("retry-after"));
  if (after !== undefined) return { kind: "throttled", seconds: after };
  const reset = positive(headers.get("ratelimit-reset"));
  if (reset === undefined) return { kind: "throttled" };
  return { kind: "throttled", seconds: Math.max(1, Math.ceil(reset - nowMilliseconds / 1000)) };
}

function positive(text: string | null): number | undefined {
  const value = Number(text);
  return text !== null && value > 0 && Number.isFinite(value) ? Math.ceil(value) : undefined;
}
