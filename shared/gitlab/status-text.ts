import type { CommitState } from "../domain/commit-status.ts";
import { withoutFullStop } from "../domain/full-stop.ts";
import { crashesText } from "../domain/passed-advice.ts";
import { humanDuration, type Instant } from "../domain/time.ts";
import type { Verdict } from "../domain/verdict.ts";
import { longestField } from "./fit-intent.ts";

export interface StatusPlace {
  readonly environment: string;
  readonly region: string;
  readonly service: string;
}

export interface RunningReport {
  readonly gateChecks: number;
  /** When the verdict is due. */
  readonly deadline?: Instant;
}

export interface VerdictReport {
  readonly verdict: Verdict;
  /** From the rollout's start to the verdict. */
  readonly seconds: number;
  readonly tasks?: { readonly healthy: number; readonly desired: number };
  /** Tasks that stopped by themselves, although it passed. */
  readonly stops?: number;
  /** What else a reader of a pass should know of it. */
  readonly remark?: string;
  /** What is most urgent, in a few words: told of a failure where it fits. */
  readonly brief?: string;
  /** The newer rollout: its release and deployment id, the latter alone, or `unknown`. */
  readonly supersededBy?: string;
}

export interface StatusText {
  readonly state: CommitState;
  /** Verdict first, then the deciding fact. The publisher cuts it to GitLab's 255 characters. */
  readonly description: string;
}

/** `deploy-verified/<environment>/<region>/<service>`: the same for every validation of a place, or GitLab could not replace it. */
export function statusName({ environment, region, service }: StatusPlace): string {
  return ["deploy-verified", environment, region, service].join("/").toLowerCase();
}

/** `Validating: 0/5 checks passed, verdict by 10:15 UTC`. Posted once: GitLab does not change the text of a running status. */
export function runningText({ gateChecks, deadline }: RunningReport): StatusText {
  const until = deadline === undefined ? "" : `, verdict by ${deadline.slice(11, 16)} UTC`;
  return { state: "running", description: `Validating: 0/${gateChecks} checks passed${until}` };
}

/** GitLab has no neutral state: an inconclusive verdict fails, and says so first. */
export function verdictText({
  verdict,
  seconds,
  tasks,
  stops = 0,
  remark,
  supersededBy,
  brief,
}: VerdictReport): StatusText {
  switch (verdict.status) {
    case "passed": {
      const healthy = tasks === undefined ? "" : `, ${tasks.healthy}/${tasks.desired} tasks healthy`;
      const checks = `${verdict.passedChecks}/${verdict.gateChecks} checks`;
      const told = [crashesText(stops), remark].filter((text) => text !== undefined);
      const besides = told.map((text) => `; ${text}`).join("");
      return { state: "success", description: `Verified: ${checks} in ${humanDuration(seconds)}${healthy}${besides}` };
    }
    case "failed":
      return { state: "failed", description: withBrief(`Failed: ${verdict.reason}`, brief) };
    case "inconclusive":
      return { state: "failed", description: `Inconclusive: ${verdict.reason}` };
    case "superseded": {
      const by = supersededBy === undefined || supersededBy === "unknown" ? "a newer rollout" : supersededBy;
      return { state: "canceled", description: `Superseded by ${by}` };
    }
    default:
      return verdict.status satisfies never;
  }
}

/** A reason is never cut to make room. */
function withBrief(description: string, brief: string | undefined): string {
  const both = `${withoutFullStop(description)}. ${brief}`;
  return brief === undefined || [...both].length > longestField ? description : both;
}
