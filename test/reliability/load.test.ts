import { describe, expect, it } from "vitest";
import { playFleet } from "./fleet.ts";
import { fleetMembers } from "./fleet-members.ts";
import { loadFailures } from "./load-failures.ts";

describe("rollouts at once in one account", () => {
  it("each reach their own verdict in time, and one that is late or shown wrongly is told", async () => {
    const members = fleetMembers({ size: 20, overSeconds: 1 });
    const oneOfEach = members.filter(({ kind }, index) => members.findIndex((each) => each.kind === kind) === index);
    const outcome = await playFleet(oneOfEach);

    expect(outcome.rows).toHaveLength(5);
    expect(loadFailures(outcome)).toEqual([]);
    const [passed, ...others] = outcome.rows;
    if (passed === undefined) throw new Error("Five were played.");
    const late = { ...outcome, rows: [{ ...passed, delay: 31, shown: "failed" }, ...others] };
    expect(loadFailures(late)).toEqual([
      `${passed.member.read.scenario.service.name}: GitLab shows failed for passed`,
      "p95 is 31.0 s, at most 30 s are right",
    ]);
  }, 120_000);
});
