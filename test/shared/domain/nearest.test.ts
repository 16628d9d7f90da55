import { describe, expect, it } from "vitest";
import { nearest } from "../../../shared/domain/nearest.ts";

const known = ["healthy", "crash-loop", "migration-failed", "slow-migration", "v2.3.1"];

describe("a wrong name", () => {
  it.each([
    ["helthy", ["healthy"]],
    ["migration", ["migration-failed", "slow-migration"]],
    ["crash_loop", ["crash-loop"]],
    ["v2.3.2", ["v2.3.1"]],
    ["something-else-entirely", []],
    ["a", []],
    ["a-scenario-that-is-all-healthy", []],
    ["healthy2", ["healthy"]],
  ])("%s is near to %j", (wrong, near) => {
    expect(nearest(wrong, known)).toEqual(near);
  });
});
