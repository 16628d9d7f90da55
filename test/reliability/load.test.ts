import { describe, expect, it } from "vitest";
import { playFleet } from "./fleet.ts";
import { fleetMembers } from "./fleet-members.ts";
import { loadFailures } from "./load-failures.ts";

describe("rollouts at once in one account", () => {
  it("each reach their own verdict in time", async () => {
    const members = fleetMembers({ size: 20, overSeconds: 1 });
    const oneOfEach = members.filter(({ kind }, index) => members.findIndex((each) => each.kind === kind) === index);
    const outcome = await playFleet(oneOfEach);

    expect(loadFailures(outcome)).toEqual([]);
    expect(outcome.rows).toHaveLength(5);
  }, 120_000);
});
