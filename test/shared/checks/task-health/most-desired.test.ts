import { expect, it } from "vitest";
import { measureService } from "../../../../shared/checks/task-health/measure.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import { aRollout, at } from "../../../builders/a-rollout.ts";
import { aServiceState } from "../../../builders/a-service-measurement.ts";
import { anEcs } from "../../../builders/function-bench.ts";

it.each([
  { what: "scaled in, and in again", wanted: [200, 100, 50], most: [undefined, 200, 200] },
  { what: "scaled out", wanted: [100, 200], most: [undefined, undefined] },
  {
    what: "scaled in, and out beyond what it was",
    wanted: [100, 50, 200, 150],
    most: [undefined, 100, undefined, 200],
  },
])("the most tasks that were wanted are kept while a service is $what", async ({ wanted, most }) => {
  const kept: (number | undefined)[] = [];
  let last: ServiceMeasurement | undefined;
  for (const desired of wanted) {
    last = await measureService(anEcs({ service: async () => aServiceState({ desired }) }), aRollout(), {
      at: at(5),
      last,
    });
    kept.push(last.mostDesired);
  }

  expect(kept).toEqual(most);
});
