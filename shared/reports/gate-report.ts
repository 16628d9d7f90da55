import type { GateDecision } from "../domain/gate/decision.ts";
import { dotenv } from "./dotenv.ts";

/** The gate's answer as one JSON value; `version` grows when a member changes its meaning. */
export function gateJson(decision: GateDecision) {
  return { version: 1, ...decision };
}

/** The gate's answer for later jobs. */
export function gateDotenv({ state, reason, at, lookAgainAt, hotfix, results }: GateDecision): string {
  const overridden = results.find(({ code }) => code === "overridden")?.decision?.by.principal ?? "";
  return dotenv({
    GATE_STATE: state,
    GATE_AT: at,
    GATE_LOOK_AGAIN_AT: lookAgainAt ?? "",
    GATE_HOTFIX: hotfix === undefined ? "no" : "yes",
    GATE_OVERRIDDEN_BY: overridden,
    GATE_REASON: reason,
  });
}
