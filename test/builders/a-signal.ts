import type { DeploymentSignal } from "../../shared/domain/deployment-signal.ts";
import { at } from "./a-rollout.ts";

/** The event with which the rollout began, taken in half a second later. */
export function aSignal(over: Partial<DeploymentSignal> = {}): DeploymentSignal {
  return {
    id: "e1",
    name: "SERVICE_DEPLOYMENT_IN_PROGRESS",
    at: at(0),
    receivedAt: at(0.5),
    reason: "in progress.",
    ...over,
  };
}
