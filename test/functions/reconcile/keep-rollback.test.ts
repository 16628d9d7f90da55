import { beforeEach, describe, expect, it } from "vitest";
import { keepRollback } from "../../../functions/reconcile/keep-rollback.ts";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { EvidenceTable } from "../../../shared/aws/evidence-table.ts";
import { validations } from "../../../shared/aws/validations.ts";
import type { ServiceDeployment, ServiceMessage } from "../../../shared/domain/service-state.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { aRollout, at, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";
import { aTable } from "../../builders/a-table.ts";

let table: EvidenceTable;

beforeEach(async () => {
  ({ table } = await aTable());
  await evidenceStore(table).open(aRecord());
});

const rolledBack = (over: Partial<ServiceDeployment> = {}): ServiceDeployment =>
  aServiceDeployment({ status: "ROLLBACK_SUCCESSFUL", rollback: { startedAt: at(60) }, finishedAt: at(155), ...over });

async function kept(deployment: ServiceDeployment, messages: readonly ServiceMessage[] = []) {
  const evidence = evidenceStore(table);
  const counted: number[] = [];
  const ports = {
    evidence,
    validations: validations(table),
    countRollback: (_: unknown, seconds: number) => void counted.push(seconds),
  };
  const isKept = await keepRollback(ports, { serviceArn, messages }, deployment);
  const dossier = (await evidence.dossier("v2.3.1"))?.rollouts[0];
  return {
    isKept,
    finding: dossier?.findings.find(({ check }) => check === "rollback"),
    timeline: dossier?.timeline.map(({ text }) => text),
    seconds: (await evidence.record(aKey()))?.rollbackSeconds,
    counted,
  };
}

describe("nothing is kept", () => {
  it.each([
    ["while the rollback goes on", { status: "ROLLBACK_IN_PROGRESS" }],
    ["of a rollout that was not rolled back", { status: "SUCCESSFUL" }],
    ["when ECS does not say when it began", { rollback: {} }],
    ["of a rollout that nobody validates", { number: "42" }],
  ])("%s", async (_, over) => {
    expect(await kept(rolledBack(over))).toMatchObject({
      isKept: false,
      finding: undefined,
      seconds: undefined,
      counted: [],
    });
  });

  it("a second time: the first duration stands", async () => {
    await kept(rolledBack());

    expect(await kept(rolledBack({ finishedAt: at(500) }))).toMatchObject({
      isKept: false,
      seconds: 95,
      counted: [],
      finding: { reason: "rollback finished after 1m35s (target 2m)" },
    });
    await evidenceStore(table).saveRollback(aKey(), 440);
    expect(await evidenceStore(table).record(aKey())).toMatchObject({ rollbackSeconds: 95 });
  });
});

describe("a rollback that is over", () => {
  it("has its duration on the record, in the timeline and in a finding that decides nothing", async () => {
    expect(await kept(rolledBack())).toEqual({
      isKept: true,
      seconds: 95,
      counted: [95],
      timeline: ["rollback started", "rollback finished after 1m35s (target 2m)"],
      finding: {
        check: "rollback",
        kind: "rollback",
        mode: "shadow",
        status: "passed",
        reason: "rollback finished after 1m35s (target 2m)",
        at: at(155),
        facts: { rollbackSeconds: 95, targetSeconds: 120 },
      },
    });
  });

  it.each([
    [180, "passed"],
    [181, "failed"],
  ])("at second %d, having begun at second 60, has %s", async (seconds, status) => {
    expect((await kept(rolledBack({ finishedAt: at(seconds) }))).finding).toMatchObject({ status });
  });

  it.each([
    ["the release that the older revision carries", olderId, "v2.3.0"],
    ["the older deployment, where nobody validated it", "ecs-svc/42", "ecs-svc/42"],
  ])("names %s", async (_, deploymentId, rolledBackTo) => {
    const older = { serviceArn, deploymentId: olderId };
    const key = aKey({ releaseId: "v2.3.0", rollout: older });
    await evidenceStore(table).open(aRecord({ key, rollout: aRollout({ ...older, number: olderId.slice(8) }) }));
    const revisionArn = `arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/${deploymentId.slice(8)}`;
    const { finding } = await kept(rolledBack({ rollback: { startedAt: at(60), revisionArn } }));

    expect(finding?.facts).toEqual({ rollbackSeconds: 95, targetSeconds: 120, rolledBackTo });
  });

  it("is told with what ECS said from the rollout's start until its end", async () => {
    const said = [-5, 70, 150, 156].map((second) => ({
      at: at(second),
      text: `(service bf-manage-core) deregistered ${second} targets`,
    }));

    const { timeline } = await kept(rolledBack(), said);

    expect(timeline).toEqual([
      "rollback started",
      "ECS: deregistered 70 targets",
      "ECS: deregistered 150 targets",
      "rollback finished after 1m35s (target 2m)",
    ]);
  });

  it("and failed has no duration on the record", async () => {
    expect(await kept(rolledBack({ status: "ROLLBACK_FAILED" }))).toMatchObject({
      isKept: true,
      seconds: undefined,
      counted: [],
      finding: { status: "failed", reason: "rollback failed after 1m35s (target 2m)" },
    });
  });
});

it("a duration is kept nowhere but on a record that stands", async () => {
  const key = aKey({ releaseId: "v9" });
  await evidenceStore(table).saveRollback(key, 95);

  expect(await evidenceStore(table).record(key)).toBeUndefined();
});

it("a duration that cannot be kept is not counted either", async () => {
  const counted: number[] = [];
  const evidence = { ...evidenceStore(table), saveRollback: () => Promise.reject(new Error("down")) };
  const ports = {
    evidence,
    validations: validations(table),
    countRollback: (_: unknown, seconds: number) => void counted.push(seconds),
  };

  await expect(keepRollback(ports, { serviceArn }, rolledBack())).rejects.toThrow("down");
  expect(counted).toEqual([]);
});
