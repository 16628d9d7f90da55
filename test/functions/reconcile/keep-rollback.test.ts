import { beforeEach, describe, expect, it } from "vitest";
import { keepRollback } from "../../../functions/reconcile/keep-rollback.ts";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { EvidenceTable } from "../../../shared/aws/evidence-table.ts";
import { rolloutLinks } from "../../../shared/aws/rollout-links.ts";
import { validations } from "../../../shared/aws/validations.ts";
import type { ServiceDeployment } from "../../../shared/domain/service-state.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";
import { aTable } from "../../builders/a-table.ts";

let table: EvidenceTable;

beforeEach(async () => {
  ({ table } = await aTable());
  await evidenceStore(table).open(aRecord());
});

const rolledBack = (over: Partial<ServiceDeployment> = {}): ServiceDeployment =>
  aServiceDeployment({ status: "ROLLBACK_SUCCESSFUL", rollback: { startedAt: at(60) }, finishedAt: at(155), ...over });

async function kept(deployment: ServiceDeployment) {
  const evidence = evidenceStore(table);
  const links = rolloutLinks(table);
  const isKept = await keepRollback({ evidence, links, validations: validations(table) }, serviceArn, deployment);
  const dossier = (await evidence.dossier("v2.3.1"))?.rollouts[0];
  return {
    isKept,
    finding: dossier?.findings.find(({ check }) => check === "rollback"),
    timeline: dossier?.timeline.map(({ text }) => text),
    links: await links.of(aKey()),
  };
}

describe("nothing is kept", () => {
  it.each([
    ["while the rollback goes on", { status: "ROLLBACK_IN_PROGRESS" }],
    ["of a rollout that was not rolled back", { status: "SUCCESSFUL" }],
    ["when ECS does not say when it began", { rollback: {} }],
    ["of a rollout that nobody validates", { number: "42" }],
  ])("%s", async (_, over) => {
    expect(await kept(rolledBack(over))).toMatchObject({ isKept: false, finding: undefined, links: {} });
  });

  it("a second time: the first duration stands", async () => {
    await kept(rolledBack());

    expect(await kept(rolledBack({ finishedAt: at(500) }))).toMatchObject({
      isKept: false,
      links: { rollbackSeconds: 95 },
      finding: { reason: "rollback finished after 1m35s (target 2m)" },
    });
    await rolloutLinks(table).saveRollback(aKey(), 440);
    expect(await rolloutLinks(table).of(aKey())).toEqual({ rollbackSeconds: 95 });
  });
});

describe("a rollback that is over", () => {
  it("has its duration on the record, in the timeline and in a finding that decides nothing", async () => {
    expect(await kept(rolledBack())).toEqual({
      isKept: true,
      links: { rollbackSeconds: 95 },
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
    expect(await evidenceStore(table).record(aKey())).toMatchObject({ rollbackSeconds: 95 });
  });

  it.each([
    [180, "passed"],
    [181, "failed"],
  ])("at second %d, having begun at second 60, has %s", async (seconds, status) => {
    expect((await kept(rolledBack({ finishedAt: at(seconds) }))).finding).toMatchObject({ status });
  });

  it("and failed has no duration on the record", async () => {
    expect(await kept(rolledBack({ status: "ROLLBACK_FAILED" }))).toMatchObject({
      isKept: true,
      links: {},
      finding: { status: "failed", reason: "rollback failed after 1m35s (target 2m)" },
    });
  });
});

it("a duration is kept nowhere but on a record that stands", async () => {
  const key = aKey({ releaseId: "v9" });
  await rolloutLinks(table).saveRollback(key, 95);

  expect(await rolloutLinks(table).of(key)).toEqual({});
});
