import type { StatusIntent } from "../domain/commit-status.ts";
import type { Failure } from "./answer.ts";

/** Changes of a request that may cure a failure. Each is tried once per call. */
export type Remedy =
  | "fresh token"
  | "another pipeline"
  | "no pipeline"
  | "another name"
  | "no link"
  | "shorter text"
  | "read first";

export type Next =
  | { readonly do: "change"; readonly remedy: Remedy }
  /** Try again later; without seconds, as the caller's back-off says. */
  | { readonly do: "wait"; readonly seconds?: number; readonly reason: string }
  /** Only a person can help. */
  | { readonly do: "park"; readonly reason: string };

export interface Situation {
  readonly intent: StatusIntent;
  /** The remedies that this call has tried. */
  readonly spent: ReadonlySet<Remedy>;
  readonly nowMilliseconds: number;
}

/** A commit that was pushed just now may not be known everywhere yet; an attempt is its own opening time in milliseconds. */
const newCommitMilliseconds = 60_000;

/** What to do after a failure. Only what GitLab may cure by itself waits; a refusal that would repeat is parked. */
export function react(failure: Failure, situation: Situation): Next {
  switch (failure.kind) {
    case "busy":
    case "unclear":
      return { do: "wait", reason: failure.detail };
    case "throttled":
      return {
        do: "wait",
        reason: "HTTP 429: rate limit",
        ...(failure.seconds !== undefined && { seconds: failure.seconds }),
      };
    case "illegal transition":
      return once("read first", situation, `GitLab refuses the state ${situation.intent.state}: ${failure.detail}`);
    case "name taken":
      return once("another name", situation, `Other jobs of the pipeline have the name ${situation.intent.name}.`);
    case "bad field":
      return repairOf(failure, situation);
    case "unauthorized":
      return once("fresh token", situation, "GitLab does not accept the token (HTTP 401): expired, revoked or wrong.");
    case "forbidden":
      return {
        do: "park",
        reason: `The token may not set this status (${failure.detail}): role, protected ref or IP block.`,
      };
    case "not found":
      return afterNotFound(failure.what, situation);
    case "job limit":
      return once("no pipeline", situation, "The pipeline has as many jobs as GitLab allows (HTTP 422).");
    case "refused":
      return { do: "park", reason: `GitLab refuses the request: ${failure.detail}` };
    default:
      return failure satisfies never;
  }
}

function once(remedy: Remedy, { spent }: Situation, otherwise: string): Next {
  return spent.has(remedy) ? { do: "park", reason: otherwise } : { do: "change", remedy };
}

function repairOf({ fields, detail }: Extract<Failure, { kind: "bad field" }>, situation: Situation): Next {
  const reason = `GitLab refuses a field: ${detail}`;
  if (fields.includes("target_url") && situation.intent.targetUrl !== undefined)
    return once("no link", situation, reason);
  if (fields.includes("description")) return once("shorter text", situation, reason);
  return { do: "park", reason };
}

function afterNotFound(what: Extract<Failure, { kind: "not found" }>["what"], situation: Situation): Next {
  const { intent, nowMilliseconds } = situation;
  switch (what) {
    case "pipeline":
      return once(
        "another pipeline",
        situation,
        `GitLab finds no usable pipeline of commit ${intent.commit} (HTTP 404).`,
      );
    case "commit":
      return nowMilliseconds - intent.attempt < newCommitMilliseconds
        ? { do: "wait", reason: "HTTP 404: the commit is not known yet" }
        : {
            do: "park",
            reason: `GitLab does not know commit ${intent.commit} in project ${intent.project} (HTTP 404).`,
          };
    case "ref":
      return {
        do: "park",
        reason: `No branch holds commit ${intent.commit}, and the release names no ref (HTTP 404).`,
      };
    case "project":
      return {
        do: "park",
        reason: `GitLab does not know project ${intent.project}, or hides it from the token (HTTP 404).`,
      };
    default:
      return what satisfies never;
  }
}
