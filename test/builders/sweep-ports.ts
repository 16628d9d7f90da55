import type { SweepPorts } from "../../functions/reconcile/sweep.ts";

/** What a sweep needs of the rollouts themselves: no service was deployed lately, and no execution has succeeded. */
export const quietServices: Pick<SweepPorts, "ecs" | "evidence" | "links" | "hasSucceeded"> = {
  ecs: { serviceDeployments: async () => [] },
  evidence: { addTimeline: async () => {}, saveFindings: async () => {} },
  links: { of: async () => ({}), saveRollback: async () => {} },
  hasSucceeded: async () => false,
};
