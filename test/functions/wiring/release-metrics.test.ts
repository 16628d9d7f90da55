import { describe, expect, it } from "vitest";
import { releaseMetrics } from "../../../functions/wiring/release-metrics.ts";
import { captured, localPlatform } from "../../../local/platform.ts";
import { systemClock } from "../../../shared/platform.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";

interface Emitted {
  readonly _aws: { readonly CloudWatchMetrics: readonly [{ readonly Dimensions: readonly (readonly string[])[] }] };
}

function aBench() {
  const seen = captured();
  const platform = localPlatform({ clock: systemClock, transport: () => ({}), fetch, captured: seen });
  return { releases: releaseMetrics(platform), emitted: (): Emitted[] => seen.metrics.map((text) => JSON.parse(text)) };
}

const record = aRecord();

describe("the metrics of releases", () => {
  it("are counted by environment, and by environment and deployed service, and by nothing else", () => {
    const { releases, emitted } = aBench();
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false, findings: [] });
    const [first] = emitted();
    expect(first?._aws.CloudWatchMetrics[0].Dimensions.map((set) => [...set].sort())).toEqual([
      ["environment", "service"],
      ["deployed", "environment", "service"],
    ]);
    expect(first).toMatchObject({ service: "releases", environment: "production", deployed: "shop" });
  });

  it.each([
    { status: "passed", isFixOnly: false, counts: { Deployed: 1, Judged: 1, Failed: 0 } },
    { status: "passed", isFixOnly: true, counts: { Deployed: 1, Judged: 0, Failed: 0 } },
    { status: "failed", isFixOnly: false, counts: { Deployed: 1, Judged: 1, Failed: 1 } },
    { status: "inconclusive", isFixOnly: false, counts: { Deployed: 1, Judged: 0, Failed: 0 } },
    { status: "superseded", isFixOnly: false, counts: { Deployed: 1, Judged: 0, Failed: 0 } },
  ] as const)("count $status, fix-only $isFixOnly, as $counts", ({ status, isFixOnly, counts }) => {
    const { releases, emitted } = aBench();
    releases.deployment({ record, verdict: aVerdict({ status }), isFixOnly, findings: [] });
    expect(emitted()).toMatchObject([{ ...counts, VerdictSeconds: 252 }]);
  });

  it("say that a deployment is in progress from its beginning until its verdict, and how many tasks it wants", () => {
    const { releases, emitted } = aBench();
    releases.begin(record);
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false, findings: [] });
    expect(emitted()).toMatchObject([{ DeploymentInProgress: 1, DesiredTasks: 2 }, { DeploymentInProgress: 0 }]);
    expect(emitted()[0]).not.toHaveProperty("Deployed");
  });

  it("of a superseded deployment do not say that none is in progress: the newer one is", () => {
    const { releases, emitted } = aBench();
    releases.deployment({ record, verdict: aVerdict({ status: "superseded" }), isFixOnly: false, findings: [] });
    expect(emitted()[0]).not.toHaveProperty("DeploymentInProgress");
  });

  it("tell what ran at the verdict, and how long deployment and confidence took, where that is known", () => {
    const { releases, emitted } = aBench();
    const health = aFinding({ kind: "task-health", facts: { running: 1, desired: 2 } });
    const verdict = aVerdict({ completedAt: at(60) });
    releases.deployment({ record, verdict, isFixOnly: false, findings: [aFinding(), health] });
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false, findings: [aFinding()] });
    const [known, unknown] = emitted();
    expect(known).toMatchObject({ DesiredTasks: 2, RunningTasks: 1, DeploymentDuration: 60, ConfidenceSeconds: 192 });
    for (const name of ["DesiredTasks", "RunningTasks", "DeploymentDuration", "ConfidenceSeconds"])
      expect(unknown).not.toHaveProperty(name);
  });

  it("tell how long an endpoint was down, also that it was not, and nothing where none was asked", () => {
    const { releases, emitted } = aBench();
    for (const verdict of [aVerdict({ downtimeSeconds: 10 }), aVerdict({ downtimeSeconds: 0 }), aVerdict()])
      releases.deployment({ record, verdict, isFixOnly: false, findings: [] });
    expect(emitted()).toMatchObject([{ DowntimeSeconds: 10 }, { DowntimeSeconds: 0 }, {}]);
    expect(emitted()[2]).not.toHaveProperty("DowntimeSeconds");
  });

  it("count a rollback by the pipeline as no judged change, with its seconds", () => {
    const { releases, emitted } = aBench();
    const replaces = { ...aKey({ releaseId: "v2.4.0" }), verdict: "failed", isRolledBack: true as const };
    const verdict = aVerdict({ completedAt: at(95) });
    releases.deployment({ record: aRecord({ replaces, verdict }), verdict, isFixOnly: false, findings: [] });
    const failed = aVerdict({ status: "failed" });
    releases.deployment({ record: aRecord({ replaces }), verdict: failed, isFixOnly: false, findings: [] });
    expect(emitted()).toMatchObject([
      { Judged: 0, Failed: 0, RollbackSeconds: 95 },
      { Judged: 1, Failed: 1 },
    ]);
    expect(emitted()[1]).not.toHaveProperty("RollbackSeconds");
  });

  it("of one deployment have nothing of the one before", () => {
    const { releases, emitted } = aBench();
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false, findings: [] });
    releases.rollback(record, 82);
    expect(emitted()).toHaveLength(2);
    expect(emitted()[1]).toMatchObject({ RollbackSeconds: 82 });
    expect(emitted()[1]).not.toHaveProperty("Deployed");
  });
});
