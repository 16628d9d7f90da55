import { beforeAll, describe, expect, it } from "vitest";
import { readScenario } from "../../local/scenario/read-scenario.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Probe } from "../../shared/domain/probe.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { brokenInvariants } from "./invariants.ts";
import { subject } from "./subjects.ts";
import type { Told } from "./untold-verdict.ts";
import type { Visit } from "./visits.ts";
import { type Played, play, type WorldFacts } from "./world-facts.ts";

let healthy: Played;
let failing: Played;

beforeAll(async () => {
  healthy = await play(subject("healthy"));
  failing = await play(subject("failing"));
});

/** The run with another dossier of its rollout, or other facts of its world. */
function tampered(
  played: Played,
  change: (dossier: RolloutDossier) => Partial<RolloutDossier>,
  facts: Partial<WorldFacts> = {},
): Played {
  const deploys = played.outcome.deploys.map((deploy) => {
    if (deploy.dossier === undefined) throw new Error("The run has no dossier.");
    return { ...deploy, dossier: { ...deploy.dossier, ...change(deploy.dossier) } };
  });
  return { outcome: { ...played.outcome, deploys }, facts: { ...played.facts, ...facts } };
}

function withVerdict(over: Partial<Verdict>) {
  return ({ record }: RolloutDossier): Partial<RolloutDossier> => {
    if (record.verdict === undefined) throw new Error("The run has no verdict.");
    return { record: { ...record, verdict: { ...record.verdict, ...over } } };
  };
}

function broken(played: Played): readonly string[] {
  return [...new Set(brokenInvariants(played).map(({ invariant }) => invariant))];
}

describe("an invariant breaks when", () => {
  it("a verdict is missing", () => {
    const without = tampered(healthy, ({ record: { verdict: _, ...record } }) => ({ record }));
    expect(broken(without)).toEqual(["a verdict is reached"]);
  });

  it("an execution runs on, or GitLab shows that the validation does", () => {
    const [execution] = healthy.outcome.executions;
    if (execution === undefined) throw new Error("The run has no execution.");
    const executions = [{ ...execution, status: "RUNNING" }];
    expect(broken({ ...healthy, outcome: { ...healthy.outcome, executions } })).toEqual(["nothing is left running"]);
    const rows = healthy.facts.rows.map((row) => ({ ...row, state: "running" as const }));
    expect(broken(tampered(healthy, () => ({}), { rows }))).toEqual([
      "nothing is left running",
      "GitLab shows the verdict",
    ]);
  });

  it("the timeline tells of a second verdict", () => {
    const second = tampered(healthy, ({ timeline }) => ({
      timeline: [...timeline, { at: "2026-03-01T10:09:00.000Z", id: "verdict", text: "verdict failed: late" }],
    }));
    expect(broken(second)).toEqual(["one verdict"]);
  });

  it("a release passes over a rejected line, or without an expected one", () => {
    expect(broken(tampered(failing, withVerdict({ status: "passed", decision: "proceed" })))).toContain(
      "no unearned pass",
    );
    const silent = tampered(healthy, ({ measurements }) => ({
      measurements: measurements.filter(({ of }) => of !== "logs"),
    }));
    expect(broken(silent)).toContain("no unearned pass");
    expect(broken(tampered(healthy, () => ({}), { lines: [] }))).toEqual(["no unearned pass"]);
  });

  it("a release passes over an address that was down, never answered, or was not asked for long enough", async () => {
    const reachable = await play(
      readScenario(new URL("../../examples/scenarios/reachable.yaml", import.meta.url).pathname),
    );
    const withProbes = (change: (probe: Probe, index: number) => readonly Probe[]): readonly string[] =>
      broken(
        tampered(reachable, ({ measurements }) => ({
          measurements: measurements.map((each, index) =>
            each.of === "probes" ? { ...each, probes: each.probes.flatMap((probe) => change(probe, index)) } : each,
          ),
        })),
      );

    expect(withProbes((probe) => [probe])).toEqual([]);
    expect(withProbes((probe, index) => [index === 9 ? { ...probe, status: 503 } : probe])).toContain(
      "no unearned pass",
    );
    expect(withProbes(({ status: _, ...probe }) => [{ ...probe, error: "ECONNREFUSED" }])).toContain(
      "no unearned pass",
    );
    expect(withProbes((probe, index) => (index > 20 ? [] : [probe]))).toContain("no unearned pass");
  });

  it("a check is not passed, or was never judged, and the release is", () => {
    const pending = tampered(healthy, ({ findings }) => ({ findings: findings.slice(1) }));
    expect(broken(pending)).toEqual(expect.arrayContaining(["no unearned pass", "everything seen is kept"]));
  });

  it("a rolled back release passes", () => {
    const rolledBack = healthy.outcome.deploys.map(({ deploymentId }) => deploymentId);
    expect(broken(tampered(healthy, () => ({}), { rolledBack }))).toEqual(["a rolled back release never passes"]);
  });

  it("GitLab shows another verdict, or nothing although it answers", () => {
    const rows = healthy.facts.rows.map((row) => ({
      ...row,
      state: "failed" as const,
      description: "Inconclusive: x",
    }));
    expect(broken(tampered(healthy, () => ({}), { rows }))).toEqual(["GitLab shows the verdict"]);
    expect(broken(tampered(healthy, () => ({}), { rows: [] }))).toEqual(["GitLab shows the verdict"]);
    expect(broken(tampered(healthy, () => ({}), { rows: [], gitlabAnswers: false }))).toEqual([]);
  });

  it("the bus was told another verdict, two, or none", () => {
    const told = (played: Played, over: Partial<Told>): readonly string[] =>
      broken({ ...played, outcome: { ...played.outcome, ...over } });
    const { announced } = healthy.outcome;
    const second = announced.map((event) => ({ ...event, detail: { ...event.detail, id: "another" } }));
    expect(told(healthy, { announced: [] })).toEqual(["the event tells the verdict"]);
    expect(told(healthy, { announced: [...announced, ...second] })).toEqual(["the event tells the verdict"]);
    expect(told(healthy, { announced: [...announced, ...announced] })).toEqual([]);
    expect(broken(tampered(healthy, withVerdict({ reason: "another" })))).toContain("the event tells the verdict");
  });

  it("the topic was told what nobody wanted, or not told what the profile names", () => {
    const { notified } = failing.outcome;
    const silent = { ...failing, outcome: { ...failing.outcome, notified: [] } };
    const passed = notified.map((message) => ({ ...message, attributes: { notice: "passed" } }));
    expect(broken(silent)).toEqual(["the event tells the verdict"]);
    expect(broken({ ...failing, outcome: { ...failing.outcome, notified: passed } })).toEqual([
      "the event tells the verdict",
    ]);
  });

  it("a task's life or a deciding line is not kept", () => {
    const later = "2026-03-01T10:30:00.000Z";
    const forgotten = tampered(healthy, (dossier) => ({
      ...withVerdict({ at: later })(dossier),
      timeline: dossier.timeline.filter(({ id }) => !id.endsWith("#running") && id !== "verdict"),
    }));
    expect(broken(forgotten)).toContain("everything seen is kept");
    const lost = tampered(failing, () => ({ measurements: [] }));
    expect(broken(lost)).toEqual(["everything seen is kept"]);
  });

  it("an event that woke the validation is not kept", () => {
    const last = tampered(healthy, ({ signals }) => ({ signals: signals.slice(0, -1) }));
    expect(broken(last)).toEqual(["everything seen is kept"]);
  });

  it("a link leads elsewhere, is not answered, or shows another standing or reason", () => {
    const withPage = (change: (page: NonNullable<Visit["atOnce"]>) => object): readonly string[] => {
      const visits = healthy.facts.visits.map((visit) => {
        const { atOnce, afterwards } = visit;
        if (atOnce === undefined || afterwards === undefined) throw new Error("A link did not lead to the page.");
        return {
          ...visit,
          atOnce: { ...atOnce, ...change(atOnce) },
          afterwards: { ...afterwards, ...change(afterwards) },
        };
      });
      return broken(tampered(healthy, () => ({}), { visits }));
    };
    const elsewhere = healthy.facts.visits.map(({ posted, at }) => ({ posted, at }));
    const stray = ["every link leads to the evidence"];

    expect(withPage(() => ({}))).toEqual([]);
    expect(withPage(() => ({ status: 404 }))).toEqual(stray);
    const late = healthy.facts.visits.map((visit) => ({ ...visit, at: "2026-03-01T10:00:00.000Z" }));
    expect(broken(tampered(healthy, () => ({}), { visits: late }))).toEqual(stray);
    expect(withPage(() => ({ policy: "default-src *" }))).toEqual(stray);
    expect(withPage(({ text }) => ({ text: text.replaceAll('class="mark passed"', 'class="mark failed"') }))).toEqual(
      stray,
    );
    expect(withPage(({ text }) => ({ text: text.replaceAll("check", "") }))).toEqual(stray);
    expect(broken(tampered(healthy, () => ({}), { visits: elsewhere }))).toEqual(stray);
    expect(broken(tampered(healthy, () => ({}), { visits: elsewhere, keyAnswers: false }))).toEqual([]);
  });

  it("the findings give another verdict", () => {
    const other = tampered(failing, withVerdict({ decision: "delegate" }));
    expect(broken(other)).toEqual(["the event tells the verdict", "same evidence, same verdict"]);
  });
});

describe("a sound run", () => {
  it("breaks no invariant", () => {
    expect(brokenInvariants(healthy)).toEqual([]);
    expect(brokenInvariants(failing)).toEqual([]);
  });
});
