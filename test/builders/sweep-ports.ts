import type { SweepPorts } from "../../functions/reconcile/sweep.ts";
import { aRecord } from "./a-record.ts";

/** What a sweep needs of the rollouts themselves: no service was deployed lately, and no execution has succeeded. */
export const quietServices: Pick<SweepPorts, "ecs" | "evidence" | "countRollback" | "hasSucceeded"> = {
  ecs: { serviceDeployments: async () => [] },
  evidence: {
    record: async () => aRecord(),
    addTimeline: async () => {},
    saveFindings: async () => {},
    saveRollback: async () => {},
  },
  countRollback: () => {},
  hasSucceeded: async () => false,
};
