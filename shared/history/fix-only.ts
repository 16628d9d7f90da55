import type { ValidationRecord } from "../domain/evidence.ts";
import { addSeconds } from "../domain/time.ts";
import type { Verdict } from "../domain/verdict.ts";
import type { ServiceHistory } from "../ports/evidence.ts";
import { deploymentsOf } from "./deployments.ts";
import { lookBackSeconds } from "./history.ts";

/** A service that is deployed every half an hour for a day. */
const mostRollouts = 50;

/** Whether a deployment, by its verdict, only repaired a failure of its service before. */
export async function isFixOnly(
  history: Pick<ServiceHistory, "rollouts">,
  record: ValidationRecord,
  verdict: Verdict,
): Promise<boolean> {
  if (verdict.status !== "passed") return false;
  const { serviceArn, startedAt } = record.rollout;
  const since = addSeconds(startedAt, -lookBackSeconds);
  const before = await history.rollouts(serviceArn, { since, atMost: mostRollouts });
  // The index may not show the newest verdict yet.
  const deployments = deploymentsOf([...before, { ...record, verdict }]);
  return deployments.some(
    (each) => each.isFixOnly && each.startedAt === startedAt && each.release === record.release.id,
  );
}
