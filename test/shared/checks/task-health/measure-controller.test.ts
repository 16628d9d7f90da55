import { expect, it } from "vitest";
import { measureService } from "../../../../shared/checks/task-health/measure.ts";
import { aRollout, at } from "../../../builders/a-rollout.ts";
import { aServiceState } from "../../../builders/a-service-measurement.ts";
import { anEcs } from "../../../builders/function-bench.ts";

it.each(["CODE_DEPLOY", "EXTERNAL"])(
  "a service under the controller %s is not asked for service deployments, which it has none of",
  async (controller) => {
    const neverAsked = () => Promise.reject(new Error("It must not be asked."));
    const ecs = anEcs({
      service: async () => aServiceState({ controller, deployments: [] }),
      serviceDeployments: neverAsked,
      serviceDeployment: neverAsked,
    });
    const { serviceDeploymentArn: _, ...rollout } = aRollout();

    expect(await measureService(ecs, rollout, { at: at(5) })).toEqual({ serviceStatus: "ACTIVE", desired: 2 });
  },
);
