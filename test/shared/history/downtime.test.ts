import { expect, it } from "vitest";
import { historyOf } from "../../../shared/history/history.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";

const range = { since: "2026-03-01T00:00:00.000Z", until: "2026-03-29T12:00:00.000Z" };

function of(...rollouts: readonly Omit<RolledOut, "startedAt">[]) {
  const at = (index: number) => `2026-03-${String(index + 2).padStart(2, "0")}T09:00:00.000Z`;
  return historyOf(
    rollouts.map((each, index) => rolledOut({ startedAt: at(index), ...each })),
    range,
  );
}

const nothing = { count: 0, without: { count: 0, of: 0 }, targetSeconds: 0, stepSeconds: 5 };

it("downtime of which nobody asked is not known, and is not taken for none", () => {
  const { downtime, deployments } = of({}, { status: "failed" });
  expect(downtime).toEqual(nothing);
  for (const deployment of deployments) expect(deployment).not.toHaveProperty("downtimeSeconds");
});

it("downtime of a deployment without a verdict is not counted", () => {
  expect(of({ status: undefined, downtimeSeconds: 10 }).downtime).toEqual(nothing);
});

it("downtime is counted over the deployments that were asked, whatever became of them", () => {
  const { downtime } = of(
    {},
    { downtimeSeconds: 0 },
    { downtimeSeconds: 0, status: "failed" },
    { downtimeSeconds: 10 },
    { downtimeSeconds: 35.2, status: "inconclusive" },
  );
  expect(downtime).toEqual({
    ...{ count: 4, median: 0, p95: 35.2, worst: 35.2, targetSeconds: 0, stepSeconds: 5 },
    without: { count: 2, of: 4, percent: 50 },
  });
});
