import { describe, expect, it } from "vitest";
import { nearest } from "../../cli/nearest.ts";

const known = ["healthy", "crash-loop", "migration-failed", "slow-migration", "v2.3.1"];

describe("a wrong name", () => {
  it.each([
    ["helthy", ["healthy"]],
    ["migration", ["migration-failed", "slow-migration"]],
    ["crash_loop", ["crash-loop"]],
    ["v2.3.2", ["v2.3.1"]],
    ["something-else-entirely", []],
  ])("%s is near to %j", (wrong, near) => {
    expect(nearest(wrong, known)).toEqual(near);
  });
});
