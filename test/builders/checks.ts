import { Artifact } from "../../shared/checks/artifact/config.ts";
import { Http } from "../../shared/checks/http/config.ts";
import { LogErrors } from "../../shared/checks/log-errors/config.ts";
import { LogPresence } from "../../shared/checks/log-presence/config.ts";
import { LogSignature } from "../../shared/checks/log-signature/config.ts";
import { TaskHealth } from "../../shared/checks/task-health/config.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import { anAddress } from "./a-probe.ts";

/** What a profile writes of a check, without what is always the same. */
type Written = Readonly<Record<string, unknown>>;

/** The check `started`: any task logs `Started ... in` within 3 minutes. */
export function aSignature(over: Written = {}): LogSignature {
  const expected = { expect: [{ pattern: "Started \\S+ in" }] };
  return parsed(parseShape(LogSignature, { name: "started", kind: "log-signature", ...expected, ...over }));
}

/** The check `logs`: every task logs anything within 3 minutes. */
export function aPresence(over: Written = {}): LogPresence {
  return parsed(parseShape(LogPresence, { name: "logs", kind: "log-presence", ...over }));
}

/** The check `errors`: at most 2 lines with ERROR in 5 minutes. */
export function aBudget(over: Written = {}): LogErrors {
  return parsed(parseShape(LogErrors, { name: "errors", kind: "log-errors", pattern: "ERROR", max: 2, ...over }));
}

/** The check `task-health`: stable within 15 minutes, and two stops are a crash loop. */
export function aTaskHealth(over: Written = {}): TaskHealth & { within: number } {
  const written = { name: "task-health", kind: "task-health", within: "15m", ...over };
  const { within = 900, ...check } = parsed(parseShape(TaskHealth, written));
  return { ...check, within };
}

/** The check `image`: the released image runs in every wanted task within 15 minutes. */
export function anArtifact(over: Written = {}): Artifact & { within: number } {
  const { within = 900, ...check } = parsed(parseShape(Artifact, { name: "image", kind: "artifact", ...over }));
  return { ...check, within };
}

/** The check `reachable`: an endpoint that may not be down at all, until a minute after the rollout. */
export function anHttp(over: Written = {}): Http {
  return parsed(parseShape(Http, { name: "reachable", kind: "http", url: anAddress, ...over }));
}

function parsed<Value>({ data, problems }: { readonly data?: Value; readonly problems?: readonly string[] }): Value {
  if (data === undefined) throw new Error(`The built check is wrong: ${problems?.join("; ")}`);
  return data;
}
