import { describe, expect, it } from "vitest";
import { releaseMetrics } from "../../functions/release-metrics.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { systemClock } from "../../shared/platform.ts";
import { aVerdict } from "../builders/a-finding.ts";
import { aRecord } from "../builders/a-record.ts";

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
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false });
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
    releases.deployment({ record, verdict: aVerdict({ status }), isFixOnly });
    expect(emitted()).toMatchObject([{ ...counts, VerdictSeconds: 252 }]);
  });

  it("of one deployment have nothing of the one before", () => {
    const { releases, emitted } = aBench();
    releases.deployment({ record, verdict: aVerdict(), isFixOnly: false });
    releases.rollback(record, 82);
    expect(emitted()).toHaveLength(2);
    expect(emitted()[1]).toMatchObject({ RollbackSeconds: 82 });
    expect(emitted()[1]).not.toHaveProperty("Deployed");
  });
});
