import { describe, expect, it } from "vitest";
import { downtimeSecondsOf } from "../../../shared/domain/downtime.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { overdueVerdict, verdictOf } from "../../../shared/domain/verdict.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at } from "../../builders/a-rollout.ts";

const now = at(300);

/** An endpoint that was asked 31 times and down at two of them. */
function asked(facts: Finding["facts"] = {}, over: Partial<Finding> = {}): Finding {
  const counts = { probes: 31, failedProbes: 2, downtimeSeconds: 10, ...facts };
  return aFinding({ check: "reachable", kind: "http", facts: counts, ...over });
}

const pending = { status: "pending", reason: "asked until 1m after the rollout is complete" } as const;
const silent = { status: "inconclusive", reason: "no probe was ever answered" } as const;
const allFailed = { probes: 31, failedProbes: 31, downtimeSeconds: 155 };
/** Nothing but connections that came to nothing. */
const neverReached = { probes: 31, failedProbes: 31 };

/** As `asked`, without any downtime that is known. */
function unreached(over: Partial<Finding>): Finding {
  return aFinding({ check: "reachable", kind: "http", facts: neverReached, ...over });
}

describe("the downtime of a rollout is not known", () => {
  it.each([
    ["without an http check", aFinding({ facts: { downtimeSeconds: 10 } })],
    ["of a check that never looked", aFinding({ kind: "http", status: "pending" })],
    ["where no probe counted", asked({ probes: 0, failedProbes: 0, downtimeSeconds: 0 })],
    ["of an endpoint that could not be reached", unreached(silent)],
    ["of an endpoint that was not reached so far", unreached(pending)],
  ])("%s", (_, finding) => {
    expect(downtimeSecondsOf([finding])).toBeUndefined();
  });
});

describe("the downtime of a rollout", () => {
  it.each([
    ["of an endpoint that never failed is none", asked({ failedProbes: 0, downtimeSeconds: 0 }), 0],
    ["of an endpoint that answered nothing but errors is all of it", asked(allFailed, { status: "failed" }), 155],
    ["of a check that passes all the same is kept", asked(), 10],
    ["of a check that is not done is what was seen so far", asked({}, pending), 10],
    ["is kept of a shadow check too", asked({}, { mode: "shadow", status: "failed" }), 10],
  ])("%s", (_, finding, seconds) => {
    expect(downtimeSecondsOf([aFinding(), finding])).toBe(seconds);
  });

  it("is that of the check that saw the longest one, and not the sum", () => {
    const other = asked({ downtimeSeconds: 25, failedProbes: 5 }, { check: "login" });
    expect(downtimeSecondsOf([asked(), other, unreached(silent)])).toBe(25);
  });

  it("stands in the verdict, whatever that is, and only where it is known", () => {
    expect(verdictOf([aFinding(), asked()], now)).toMatchObject({ status: "passed", downtimeSeconds: 10 });
    expect(verdictOf([asked({}, { status: "failed" })], now)).toMatchObject({ status: "failed", downtimeSeconds: 10 });
    expect(overdueVerdict([asked({}, pending)], now)).toMatchObject({ status: "inconclusive", downtimeSeconds: 10 });
    expect(verdictOf([aFinding()], now)).not.toHaveProperty("downtimeSeconds");
  });
});
