import { describe, expect, it } from "vitest";
import { playFleet } from "./fleet.ts";
import { fleetMembers } from "./fleet-members.ts";
import { loadFailures } from "./load-failures.ts";

describe("rollouts at once in one account", () => {
  it("each reach their own verdict in time, and one that is late or shown wrongly is told", async () => {
    const members = fleetMembers({ size: 20, overSeconds: 1 });
    const some = ["healthy", "crash loop"].flatMap((kind) => members.find((member) => member.kind === kind) ?? []);
    const outcome = await playFleet(some);

    expect(outcome.rows).toHaveLength(2);
    expect(loadFailures(outcome)).toEqual([]);
    const [passed, failed] = outcome.rows;
    if (passed === undefined || failed === undefined) throw new Error("Two were played.");
    const late = { ...outcome, rows: [passed, { ...failed, delay: 31, shown: "success" }] };
    expect(loadFailures(late)).toEqual([
      `${failed.member.read.scenario.service.name}: GitLab shows success for failed`,
      "p95 is 31.0 s, at most 30 s are right",
    ]);
  }, 120_000);
});
