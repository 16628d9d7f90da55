import { describe, expect, it } from "vitest";
import { playFleet } from "./fleet.ts";
import { fleetMembers } from "./fleet-members.ts";
import { loadFailures } from "./load-failures.ts";

describe("rollouts at once in one account", () => {
  it("each reach their own verdict in time", async () => {
    const outcome = await playFleet(fleetMembers({ size: 20, overSeconds: 1 }).filter((_, index) => index % 2 === 1));
    expect(loadFailures(outcome)).toEqual([]);
    expect(new Set(outcome.rows.map(({ member }) => member.kind)).size).toBe(5);
  }, 120_000);
});
