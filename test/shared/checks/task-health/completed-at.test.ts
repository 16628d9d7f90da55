import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

function factsOf(seen: Partial<ServiceMeasurement>) {
  return judgeTaskHealth(aTaskHealth({}), aServiceMeasurement(seen), theFacts(), at(61)).facts;
}

describe("when ECS called the rollout complete", () => {
  it("is kept, whatever else is found", () => {
    expect(factsOf({})).toMatchObject({ completedAt: at(60) });
    expect(factsOf({ deployment: aDeploymentEntry({ running: 1 }) })).toMatchObject({ completedAt: at(60) });
  });

  it.each([{ status: "IN_PROGRESS" }, { status: "ROLLBACK_SUCCESSFUL", rollback: { reason: "circuit breaker" } }])(
    "is unknown of a rollout that is $status",
    (over) => {
      expect(factsOf({ serviceDeployment: aServiceDeployment(over) })).not.toHaveProperty("completedAt");
    },
  );
});
