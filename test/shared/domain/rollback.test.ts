import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isRolledBack,
  type Rollback,
  rollbackEntries,
  rollbackFinding,
  rollbackOf,
  toldRollback,
} from "../../../shared/domain/rollback.ts";
import type { ServiceDeployment } from "../../../shared/domain/service-state.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at, olderId } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";

const revisionArn = `arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/${olderId.slice("ecs-svc/".length)}`;

/** Back at the older revision after 95 s. */
const rolledBack = (over: Partial<ServiceDeployment> = {}): ServiceDeployment =>
  aServiceDeployment({
    status: "ROLLBACK_SUCCESSFUL",
    rollback: { startedAt: at(60), revisionArn },
    finishedAt: at(155),
    ...over,
  });

const aRollback = (over: Partial<Rollback> = {}): Rollback => ({
  startedAt: at(60),
  finishedAt: at(155),
  succeeded: true,
  seconds: 95,
  to: olderId,
  ...over,
});

describe("a service deployment", () => {
  it.each([
    ["rolls back from the request on", { status: "ROLLBACK_REQUESTED" }, true],
    ["rolls back while that goes on", { status: "ROLLBACK_IN_PROGRESS" }, true],
    ["was rolled back in vain", { status: "ROLLBACK_FAILED" }, true],
    ["was rolled back", { status: "ROLLBACK_SUCCESSFUL" }, true],
    ["was rolling back when a newer one stopped it", { status: "STOPPED", rollback: { startedAt: at(60) } }, true],
    ["was stopped before its rollback began", { status: "STOPPED", rollback: { reason: "breaker" } }, false],
    ["was stopped without a rollback", { status: "STOPPED" }, false],
    ["goes on with a rollback that has not begun", { status: "IN_PROGRESS", rollback: {} }, false],
    ["succeeded", { status: "SUCCESSFUL" }, false],
  ])("%s", (_, deployment, expected) => {
    expect(isRolledBack(deployment)).toBe(expected);
  });
});

describe("a rollback that is over", () => {
  const { finishedAt: _, ...unfinished } = rolledBack();

  it.each([
    ["is none while it goes on", rolledBack({ status: "ROLLBACK_IN_PROGRESS" })],
    ["is none of a rollout that a newer one stopped", rolledBack({ status: "STOPPED" })],
    ["is none of a rollout that succeeded", rolledBack({ status: "SUCCESSFUL" })],
    ["is none when ECS does not say when it began", rolledBack({ rollback: { revisionArn } })],
    ["is none when ECS does not say when it ended", unfinished],
    ["is none when ECS says nothing of a rollback", aServiceDeployment({ status: "ROLLBACK_FAILED" })],
  ])("%s", (__, deployment) => {
    expect(rollbackOf(deployment)).toBeUndefined();
  });

  it("may have failed, and took its time all the same", () => {
    expect(rollbackOf(rolledBack({ status: "ROLLBACK_FAILED" }))).toStrictEqual(aRollback({ succeeded: false }));
  });

  it("names no deployment when ECS names no revision", () => {
    const { to: __, ...nameless } = aRollback();

    expect(rollbackOf(rolledBack({ rollback: { startedAt: at(60) } }))).toStrictEqual(nameless);
  });

  it("took from its start, not the rollout's, to the end, back to the deployment of the older revision", () => {
    expect(rollbackOf(rolledBack())).toStrictEqual(aRollback());
  });
});

describe("the timeline tells of a rollback", () => {
  it.each([
    ["that failed", false, "rollback failed after 1m35s (target 2m)"],
    ["that succeeded", true, "rollback finished after 1m35s (target 2m)"],
  ])("%s: its start, and its end with the time against the target", (_, succeeded, text) => {
    expect(rollbackEntries(aRollback({ succeeded }))).toStrictEqual([
      { at: at(60), id: "rollback#started", text: "rollback started" },
      { at: at(155), id: "rollback#finished", text },
    ]);
  });
});

describe("the finding of a rollback", () => {
  const base = { check: "rollback", kind: "rollback", mode: "shadow", at: at(155) };
  const targetSeconds = 120;

  it("is a failure without the older release when ECS gave up, however fast", () => {
    expect(rollbackFinding(aRollback({ succeeded: false }))).toStrictEqual({
      ...base,
      status: "failed",
      sign: "seen",
      reason: "rollback failed after 1m35s (target 2m)",
      facts: { rollbackSeconds: 95, targetSeconds },
    });
  });

  it("is a failure that decides nothing when it took longer than two minutes", () => {
    expect(rollbackFinding(aRollback({ seconds: 121 }))).toStrictEqual({
      ...base,
      status: "failed",
      sign: "seen",
      reason: "rollback finished after 2m01s (target 2m)",
      facts: { rollbackSeconds: 121, targetSeconds, rolledBackTo: olderId },
    });
  });

  it("is a pass at two minutes, in whole seconds, and names no deployment that is not known", () => {
    const { to: _, ...nameless } = aRollback({ seconds: 119.6 });

    for (const seconds of [120, 120.4])
      expect(rollbackFinding(aRollback({ seconds }))).toMatchObject({
        status: "passed",
        facts: { rollbackSeconds: 120 },
      });
    expect(rollbackFinding(nameless)).toStrictEqual({
      ...base,
      status: "passed",
      reason: "rollback finished after 2m (target 2m)",
      facts: { rollbackSeconds: 120, targetSeconds },
    });
  });
});

describe("a kept finding", () => {
  it("of something else, or without facts, tells of no success and no time", () => {
    expect(toldRollback(aFinding({ reason: "the rollback finished" }))).toStrictEqual({ succeeded: false, seconds: 0 });
  });

  it("tells what the rollback was: only a success says where to", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 90_000 }), (succeeded, seconds) => {
        const told = toldRollback(rollbackFinding(aRollback({ succeeded, seconds })));
        expect(told).toStrictEqual({ succeeded, seconds, ...(succeeded && { to: olderId }) });
      }),
    );
  });
});
