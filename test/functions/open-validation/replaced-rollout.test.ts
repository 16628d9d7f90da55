import { describe, expect, it } from "vitest";
import { replacedRollout, replacesText } from "../../../functions/open-validation/replaced-rollout.ts";
import type { ValidationRecord } from "../../../shared/domain/evidence.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { aRollout, at, newerId, serviceArn } from "../../builders/a-rollout.ts";

const newer = { serviceArn, deploymentId: newerId };
const verdict = {
  status: "failed",
  decision: "alert",
  reason: "task-health: crash loop",
  at: at(60),
  passedChecks: 0,
  gateChecks: 1,
} as const;

/** The service's last validation is this one. */
function replacedBy(record: ValidationRecord | undefined, current = record?.key) {
  const ports = { validations: { current: async () => current }, evidence: { record: async () => record } };
  return replacedRollout(ports, newer, at(600));
}

describe("a rollout replaces nothing", () => {
  it("when it is the service's first", async () => {
    expect(await replacedBy(undefined)).toEqual({});
  });

  it("when the record of the one before has expired", async () => {
    expect(await replacedBy(undefined, aKey())).toEqual({});
  });

  it("when the one before is itself, opened by a try that broke off", async () => {
    expect(await replacedBy(aRecord({ key: aKey({ rollout: newer }) }))).toEqual({});
  });

  it("when the validated one began later: its own event came late", async () => {
    expect(await replacedBy(aRecord({ rollout: aRollout({ startedAt: at(601) }) }))).toEqual({});
  });
});

describe("a rollout replaces the one before it", () => {
  it("with the verdict of that one", async () => {
    const { replaces } = await replacedBy(aRecord({ verdict }));
    if (replaces === undefined) throw new Error("It replaces nothing.");
    expect(replaces).toEqual({ ...aKey(), verdict: "failed" });
    expect(replacesText(replaces)).toBe("replaces v2.3.1 (failed)");
  });

  it("also when that one has no verdict yet", async () => {
    const { replaces } = await replacedBy(aRecord());
    if (replaces === undefined) throw new Error("It replaces nothing.");
    expect(replaces).toEqual(aKey());
    expect(replacesText(replaces)).toBe("replaces v2.3.1 (not judged yet)");
  });
});
