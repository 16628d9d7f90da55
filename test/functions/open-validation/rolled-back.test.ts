import { describe, expect, it } from "vitest";
import { replacesText } from "../../../functions/open-validation/replaced-rollout.ts";
import { markRolledBack } from "../../../functions/open-validation/rolled-back.ts";
import type { ValidationRecord } from "../../../shared/domain/evidence.ts";
import type { ReplacedRollout } from "../../../shared/domain/rollout.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { aRollout, at, newerId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aFunctionBench } from "../../builders/function-bench.ts";

const failed: ReplacedRollout = { ...aKey({ releaseId: "v2.4.0" }), verdict: "failed" };

/** v2.3.1 passed here before v2.4.0 came, unless told otherwise. */
function earlier(over: Partial<ValidationRecord> = {}): ValidationRecord {
  const rollout = { ...aRollout(), deploymentId: olderId, startedAt: at(-7200) };
  return aRecord({ key: aKey({ rollout: { serviceArn, deploymentId: olderId } }), rollout, ...over });
}

/** What the new rollout of v2.3.1 says of the one that it replaces. */
async function marked(
  replaces: ReplacedRollout | undefined,
  { before = earlier(), status = "passed" as "passed" | "failed" | "running", release = aRecord().release } = {},
) {
  const { evidence, looks } = await aFunctionBench();
  await evidence.open(before);
  if (status !== "running") await evidence.conclude(before.key, aVerdict({ status }));
  const rollout = { ...aRollout(), deploymentId: newerId, startedAt: at(600) };
  const opening = { release, rollout, ...(replaces && { replaces }) };
  return markRolledBack(looks, opening, "production");
}

describe("a rollout rolls nothing back", () => {
  it("that replaces nothing", async () => {
    expect(await marked(undefined)).toEqual({});
  });

  it.each(["passed", "inconclusive", "superseded", undefined])("when the one before it is %s", async (verdict) => {
    const { verdict: _, ...key } = failed;
    const replaces = { ...key, ...(verdict !== undefined && { verdict }) };
    expect(await marked(replaces)).toEqual({ replaces });
  });

  it("when its release failed here, or was never judged", async () => {
    expect(await marked(failed, { status: "failed" })).toEqual({ replaces: failed });
    expect(await marked(failed, { status: "running" })).toEqual({ replaces: failed });
  });

  it("when its release passed in another environment only", async () => {
    const before = earlier({ profile: aProfile({ environment: "staging" }) });
    expect(await marked(failed, { before })).toEqual({ replaces: failed });
  });

  it("when it is the failed release once more", async () => {
    const again = { ...failed, releaseId: "v2.3.1" };
    expect(await marked(again)).toEqual({ replaces: again });
  });

  it("when nobody knows which release it is", async () => {
    const release = { ...aRecord().release, source: "none" as const };
    expect(await marked(failed, { release })).toEqual({ replaces: failed });
  });
});

it("a release that passed here before rolls back the failed one that it replaces", async () => {
  const { replaces } = await marked(failed);
  expect(replaces).toEqual({ ...failed, isRolledBack: true });
  expect(replaces && replacesText(replaces)).toBe("rolls back v2.4.0 (failed)");
});
