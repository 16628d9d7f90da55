import { describe, expect, it } from "vitest";
import { compare, type DeployOutcome } from "../../../local/scenario/compare.ts";
import { parseScenario } from "../../../local/scenario/read-scenario.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";

const nothing: DeployOutcome = { dossier: undefined, posted: [], verdictSeconds: undefined };
const status = { sha: "8f14", name: "deploy-verified/x", description: "Failed: migrations: boom" };
const posted: DeployOutcome = {
  ...nothing,
  posted: [
    { ...status, state: "running" },
    { ...status, state: "failed" },
  ],
};

function compared(expectation: string, outcome: DeployOutcome) {
  const { scenario } = parseScenario(`title: t\ntimeline: []\nexpect: ${expectation}\n`);
  return compare(scenario.expect, outcome).map(({ what, passed }) => [what, passed]);
}

describe("an expectation is not met", () => {
  it.each([
    ["{ verdict: passed }", "verdict"],
    ["{ decision: proceed }", "decision"],
    ["{ reason: x }", "reason"],
    ["{ within: 5s, of: 10s }", "time of the verdict"],
    ["{ notBefore: 10s }", "time of the verdict"],
    ["{ findings: { migrations: { status: passed } } }", "finding migrations"],
    ["{ gitlab: { states: [running] } }", "commit status states"],
    ["{ gitlab: { description: x } }", "commit status description"],
    ["{ evidence: { release: v1 } }", "evidence under release"],
    ["{ evidence: { notes: x } }", "notes of the evidence"],
    ["{ evidence: { replaces: x } }", "replaced release"],
    ["{ evidence: { rollbackSeconds: 95 } }", "seconds of the rollback"],
    ["{ evidence: { timeline: [x] } }", "timeline"],
  ])("when nothing came: %s", (expectation, what) => {
    expect(compared(expectation, nothing)).toEqual([[what, false]]);
  });

  it.each([
    ["earlier than its moment", 9.9],
    ["later than its moment allows", 15.1],
  ])("when the verdict comes %s", (_, verdictSeconds) => {
    expect(compared("{ within: 5s, of: 10s }", { ...nothing, verdictSeconds })).toEqual([
      ["time of the verdict", false],
    ]);
  });

  it.each([
    ["{ within: 10s, of: 75s }", 197.5, "1m15s to 1m25s after the first deploy", "3m17.5s after the first deploy"],
    ["{ within: 10s, of: 75s }", 85.004, "1m15s to 1m25s after the first deploy", "1m25.004s after the first deploy"],
    ["{ notBefore: 1h }", 0, "1h after the first deploy, or later", "0s after the first deploy"],
    ["{ within: 1s, of: -30s }", 3660, "-30s to -29s after the first deploy", "1h1m after the first deploy"],
  ])("and its time is said in words: %s at %d s", (expectation, verdictSeconds, expected, got) => {
    const { scenario } = parseScenario(`title: t\ntimeline: []\nexpect: ${expectation}\n`);

    expect(compare(scenario.expect, { ...nothing, verdictSeconds })).toMatchObject([{ expected, got }]);
  });

  it("when the states came in another order", () => {
    expect(compared("{ gitlab: { states: [failed, running] } }", posted)).toEqual([["commit status states", false]]);
  });
});

describe("an expectation is met", () => {
  it.each([
    ["{ execution: none }", nothing],
    ["{ within: 5s, of: 10s }", { ...nothing, verdictSeconds: 15 }],
    ["{ notBefore: 10s }", { ...nothing, verdictSeconds: 10 }],
    ["{ gitlab: { states: [] } }", nothing],
    ["{ gitlab: { states: [running, failed], description: migrations, name: deploy-verified/x } }", posted],
    ["{ gitlab: { description: '/^Failed: .*BOOM$/i' } }", posted],
  ] as const)("%s", (expectation, outcome) => {
    const results = compared(expectation, outcome);
    expect(results.length).toBeGreaterThan(0);
    expect(results.every(([, passed]) => passed)).toBe(true);
  });
});

describe("the evidence of a deploy", () => {
  const replaces = { ...aKey({ releaseId: "v2.3.0" }), verdict: "failed" };
  const texts = ["rollback started", "verdict failed: x", "rollback finished after 1m35s"];
  const dossier = {
    record: { ...aRecord(), replaces, rollbackSeconds: 95 },
    findings: [],
    tasks: [],
    measurements: [],
    timeline: texts.map((text, index) => ({ at: at(index), id: String(index), text })),
    signals: [],
    deliveries: [],
    readings: [],
    decisions: [],
    applies: [],
  };

  it.each([
    ["{ evidence: { replaces: v2.3.0 (failed) } }", true],
    ["{ evidence: { replaces: v2.3.1 } }", false],
    ["{ evidence: { rollbackSeconds: 95 } }", true],
    ["{ evidence: { rollbackSeconds: 96 } }", false],
    ["{ evidence: { timeline: [rollback started, rollback finished] } }", true],
  ])("is held against %s: %s", (expectation, expected) => {
    const results = compared(expectation, { ...nothing, dossier });
    expect(results.every(([, passed]) => passed)).toBe(expected);
  });

  it("has its timeline in the order that is expected", () => {
    const timeline = "{ evidence: { timeline: [rollback finished, rollback started] } }";
    expect(compared(timeline, { ...nothing, dossier })).toEqual([
      ["timeline", true],
      ["timeline", false],
    ]);
  });
});
